package dev.pawl.activities.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PricesTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void rateARequestByItsInput() {
        Price haiku = prices(null).of("anthropic", "claude-haiku-5-5").orElseThrow();

        assertThat(haiku.of(new Tokens(100_000, 0, 0, 0, 1_000_000))).isEqualTo(10_000 + 500_000);
        assertThat(haiku.of(new Tokens(0, 0, 0, 100_001, 1_000_000))).isEqualTo(5_001 + 2_500_000);
    }

    @Test
    void countPartsOfAMillionthAsAWholeOne() {
        Price haiku = prices(null).of("anthropic", "claude-haiku-5-5").orElseThrow();

        assertThat(haiku.of(Tokens.ofInput(1))).isEqualTo(1);
        assertThat(haiku.of(Tokens.NONE)).isZero();
        assertThat(haiku.of(new Tokens(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE)))
                .isPositive();
    }

    @Test
    void areKnownByAModelsNameWithAndWithoutItsDay() {
        Prices prices = prices(null);

        assertThat(prices.of("anthropic", "claude-opus-4-6-20260205"))
                .isPresent()
                .isEqualTo(prices.of("anthropic", "claude-opus-4-6"));
        assertThat(prices.of("anthropic", "claude-opus-4-6-fast")).isEmpty();
        assertThat(prices.of("anthropic", "claude")).isEmpty();
    }

    @Test
    void areTheOperatorsOwnWhereTheySaySo() throws IOException {
        Path own = write("""
                version: 1
                models:
                  claude-opus-4-6: {asOf: 2026-11-01, input: 1, output: 2}
                  cellar/qwen: {asOf: 2026-11-01, input: 0, output: 0}
                """);
        Prices prices = prices(own);

        assertThat(prices.of("anthropic", "claude-opus-4-6").orElseThrow().of(new Tokens(1, 1, 1, 1, 1)))
                .isEqualTo(6);
        assertThat(prices.of("anthropic", "claude-opus-4-7")).isPresent();
        assertThat(prices.of("cellar", "qwen")).isPresent();
        assertThat(prices.of("anthropic", "qwen")).isEmpty();
    }

    @Test
    void sayWhatIsWrongWithTheOperatorsFile() throws IOException {
        for (String wrong : List.of(
                "version: 2\nmodels: {}",
                "version: 1\nmodels: {m: {asOf: 2026-11-01, input: 1}}",
                "version: 1\nmodels: {m: {input: 1, output: 1}}",
                "version: 1\nmodels: {m: {asOf: 2026-11-01, input: -1, output: 1}}",
                "version: 1\nmodels: {m: {asOf: 2026-11-01, input: 1, output: 1, discount: 1}}",
                "version: 1",
                "")) {
            Path own = write(wrong);
            assertThatThrownBy(() -> prices(own))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("PAWL_MODEL_PRICES");
        }
    }

    @Test
    void limitsAreReadInEveryWayThatTheyAreWritten() {
        assertThat(pause("retry-after", "30")).isEqualTo(Duration.ofSeconds(30));
        assertThat(pause("retry-after", "0.5")).isEqualTo(Duration.ofMillis(500));
        assertThat(pause("retry-after", "Sat, 21 Nov 2026 13:00:00 GMT")).isEqualTo(Duration.ofHours(1));
        assertThat(pause("retry-after", "-5")).isEqualTo(Duration.ZERO);
        assertThat(pause("retry-after", "1e300")).isEqualTo(Duration.ofDays(8));
        assertThat(pause("anthropic-ratelimit-tokens-reset", "2026-11-21T12:05:00Z"))
                .isEqualTo(Duration.ofMinutes(5));
        assertThat(pause(
                        "anthropic-ratelimit-unified-reset",
                        Long.toString(NOON.plusSeconds(9).getEpochSecond())))
                .isEqualTo(Duration.ofSeconds(9));
        assertThat(pause("retry-after", "soon")).isNull();
        assertThat(pause("x", "y")).isNull();
    }

    /// The clock of the worker has jumped; that of the provider is right, and each of its answers says how late it is.
    @ParameterizedTest
    @ValueSource(ints = {5, -5, 24 * 400})
    void aLimitLastsAsLongWhateverTheClockOfTheWorkerSays(int hours) {
        Instant jumped = NOON.plus(Duration.ofHours(hours));
        for (Map.Entry<String, String> limit : Map.of(
                        "retry-after",
                        "3600",
                        "Retry-After",
                        "Sat, 21 Nov 2026 13:00:00 GMT",
                        "anthropic-ratelimit-tokens-reset",
                        "2026-11-21T13:00:00Z")
                .entrySet()) {
            Map<String, List<String>> told =
                    Map.of(limit.getKey(), List.of(limit.getValue()), "Date", List.of("Sat, 21 Nov 2026 12:00:00 GMT"));

            assertThat(Limits.pause(HttpHeaders.of(told, (_, _) -> true), jumped))
                    .as("%s", limit)
                    .contains(Duration.ofHours(1));
        }
        assertThat(Limits.pause(
                        HttpHeaders.of(
                                Map.of("anthropic-ratelimit-tokens-reset", List.of("2026-11-21T13:00:00Z")),
                                (_, _) -> true),
                        jumped))
                .as("the control: who goes by the worker's clock waits too long, or not at all")
                .isPresent()
                .isNotEqualTo(Optional.of(Duration.ofHours(1)));
    }

    @Test
    void onlyALimitThatIsUsedUpIsWaitedFor() {
        HttpHeaders headers = HttpHeaders.of(
                Map.of(
                        "anthropic-ratelimit-requests-reset", List.of("2026-11-21T12:01:00Z"),
                        "anthropic-ratelimit-requests-remaining", List.of("0"),
                        "anthropic-ratelimit-tokens-reset", List.of("2026-11-21T18:00:00Z"),
                        "anthropic-ratelimit-tokens-remaining", List.of("7000")),
                (_, _) -> true);

        assertThat(Limits.pause(headers, NOON)).contains(Duration.ofSeconds(60));
    }

    private static @Nullable Duration pause(String name, String value) {
        return Limits.pause(HttpHeaders.of(Map.of(name, List.of(value)), (_, _) -> true), NOON)
                .orElse(null);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("prices.yaml"), text);
    }

    private static Prices prices(@Nullable Path own) {
        return new Prices(new ModelSettings(own, Duration.ofMinutes(5), 32));
    }
}
