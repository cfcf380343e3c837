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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThat(until("retry-after", "30")).isEqualTo(NOON.plusSeconds(30));
        assertThat(until("retry-after", "0.5")).isEqualTo(NOON.plusMillis(500));
        assertThat(until("retry-after", "Sat, 21 Nov 2026 13:00:00 GMT")).isEqualTo(NOON.plusSeconds(3600));
        assertThat(until("retry-after", "-5")).isEqualTo(NOON);
        assertThat(until("retry-after", "1e300")).isEqualTo(NOON.plus(Duration.ofDays(8)));
        assertThat(until("anthropic-ratelimit-tokens-reset", "2026-11-21T12:05:00Z"))
                .isEqualTo(NOON.plusSeconds(300));
        assertThat(until(
                        "anthropic-ratelimit-unified-reset",
                        Long.toString(NOON.plusSeconds(9).getEpochSecond())))
                .isEqualTo(NOON.plusSeconds(9));
        assertThat(until("retry-after", "soon")).isNull();
        assertThat(until("x", "y")).isNull();
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

        assertThat(Limits.until(headers, NOON)).contains(NOON.plusSeconds(60));
    }

    private static @Nullable Instant until(String name, String value) {
        return Limits.until(HttpHeaders.of(Map.of(name, List.of(value)), (_, _) -> true), NOON)
                .orElse(null);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("prices.yaml"), text);
    }

    private static Prices prices(@Nullable Path own) {
        return new Prices(new ModelSettings(own, Duration.ofMinutes(5), 32));
    }
}
