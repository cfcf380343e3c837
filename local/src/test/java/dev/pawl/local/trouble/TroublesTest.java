package dev.pawl.local.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.model.Answered;
import dev.pawl.local.trouble.Keepings.Text;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// What a run shows, what is asked again and what it cost, when the real Claude Code has trouble with its model;
/// and that no secret got anywhere meanwhile. All runs go on at once, in one house.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TroublesTest {

    private static final long BUDGET = 500_000;

    /// A moment that is written a little after the one that it counts from.
    private static final Duration SLACK = Duration.ofSeconds(2);

    @TempDir
    private static Path folder = Path.of("/");

    private final TroubledRuns runs = new TroubledRuns();

    @BeforeAll
    void begin() throws Exception {
        runs.begin(folder);
    }

    @AfterAll
    void close() {
        runs.close();
    }

    @Test
    @Order(2)
    void asksAPersonWhereTheKeyIsRefusedAndGoesOnOnceItIsMended() throws Exception {
        JsonNode asked = runs.await(Trouble.REFUSED, "needs_human");

        assertThat(runs.model().statuses(Trouble.REFUSED))
                .as("once for each agent")
                .containsExactly(401, 401);
        assertThat(asked.path("waitsFor").path("reason").asText())
                .isEqualTo(
                        "The agent could not begin: anthropic refused the key of this worker (401). Look at the variable"
                                + " %s, which PAWL_MODEL_PROVIDERS_ANTHROPIC_KEY_VARIABLE names. A retry asks it again."
                                        .formatted(TroubledRuns.KEY_VARIABLE));
        assertThat(cost(asked)).isZero();

        runs.retry(Trouble.REFUSED);
        assertWhole(Trouble.REFUSED);
    }

    /// First, because a run is parked for some seconds only.
    @Test
    @Order(1)
    void isParkedUntilALimitHasPassed() throws Exception {
        JsonNode parked = runs.await(Trouble.LIMITED, "parked");
        Instant refused = runs.model().answers(Trouble.LIMITED).getLast().at();

        assertThat(parked.path("waitsFor").path("reason").asText())
                .containsPattern("anthropic takes no more requests until \\S+ \\(429\\)\\.");
        assertThat(Instant.parse(parked.path("waitsFor").path("until").asText()))
                .isBetween(refused.plusSeconds(12).minus(SLACK), refused.plusSeconds(20));
    }

    @Test
    void goesOnByItselfOnceALimitHasPassed() throws Exception {
        assertWhole(Trouble.LIMITED);
        assertThat(runs.model().statuses(Trouble.LIMITED).stream().filter(status -> status == 429))
                .as("the short one is waited for by the broker")
                .hasSize(2);
        assertThat(runs.results(Trouble.LIMITED)).containsOnlyOnce("limited").doesNotContain("crashed");
    }

    @Test
    void asksAgainAfterAnErrorOfTheProvider() throws Exception {
        assertWhole(Trouble.BROKEN);
        assertThat(runs.model().statuses(Trouble.BROKEN)).containsOnlyOnce(500);
        assertThat(runs.results(Trouble.BROKEN)).doesNotContain("crashed", "limited");
    }

    @Test
    void asksAgainOnceAProviderIsNoLongerOverloaded() throws Exception {
        assertWhole(Trouble.OVERLOADED);
        assertThat(runs.model().statuses(Trouble.OVERLOADED).stream().filter(status -> status == 529))
                .hasSize(2);
        assertThat(runs.results(Trouble.OVERLOADED)).doesNotContain("crashed", "limited");
    }

    @Test
    void asksAgainWhereAnAnswerStandsStill() throws Exception {
        assertBoughtAgain(Trouble.STALLED);
        assertThat(runs.results(Trouble.STALLED)).doesNotContain("crashed");
    }

    @Test
    void asksAgainWhereAnAnswerIsCut() throws Exception {
        assertBoughtAgain(Trouble.CUT);
    }

    @Test
    @Order(3)
    void asksAPersonWhenTheBudgetIsSpentByOneAnswerTooMuch() throws Exception {
        JsonNode asked = runs.await(Trouble.DEAR, "needs_human");

        long dearest = 300_000;
        assertThat(cost(asked)).isEqualTo(runs.model().sold(Trouble.DEAR)).isBetween(BUDGET, BUDGET + dearest);
        assertThat(asked.path("waitsFor").path("reason").asText())
                .startsWith("The budget is spent: $0.6045 of $0.50.")
                .endsWith("A retry grants $0.50 more.");

        runs.retry(Trouble.DEAR);
        assertWhole(Trouble.DEAR);
    }

    /// Last, because all runs have to have ended.
    @Test
    @Order(Integer.MAX_VALUE)
    void keepsNoSecretInAnyForm() throws Exception {
        List<Text> kept = runs.kept();

        for (Place place : Place.values()) {
            assertThat(kept.stream().filter(text -> text.place() == place))
                    .as("what is looked for in %s is found there", place)
                    .anyMatch(text -> text.said().contains(place.word()));
        }
        for (Canary canary : runs.canaries()) {
            assertThat(places(canary, kept)).as(canary.name()).isEmpty();
        }
        assertThat(places(TroubledRuns.TOKEN, kept))
                .as("only where an agent itself said or wrote it, sealed, and when it was dead")
                .isNotEmpty()
                .allMatch(place -> place.startsWith(Place.CONVERSATIONS.name()));
    }

    private static List<String> places(Canary canary, List<Text> kept) {
        return kept.stream()
                .filter(text -> canary.isIn(text.said()))
                .map(text -> text.place() + " " + text.name())
                .toList();
    }

    /// All was bought once, and all figures are the provider's own.
    private void assertWhole(Trouble trouble) throws Exception {
        JsonNode run = runs.fixed(trouble);
        assertThat(cost(run)).isEqualTo(runs.model().sold(trouble)).isEqualTo(runs.bought(trouble));
        assertThat(run.path("cost").path("source").asText()).isEqualTo("measured");
        assertThat(run.path("cost").path("turns").asLong())
                .isEqualTo(runs.model().statuses(trouble).stream()
                        .filter(status -> status == 200)
                        .count());
    }

    /// One answer was broken off; what it may have cost is counted and said to be a guess.
    private void assertBoughtAgain(Trouble trouble) throws Exception {
        JsonNode run = runs.fixed(trouble);
        assertThat(runs.model().answers(trouble).stream()
                        .filter(answered -> !answered.whole())
                        .map(Answered::turn))
                .containsExactly(1);
        long whole = runs.model().sold(trouble);
        assertThat(cost(run))
                .isEqualTo(runs.bought(trouble))
                .isGreaterThan(whole)
                .isLessThanOrEqualTo(whole + runs.model().broken(trouble));
        assertThat(run.path("cost").path("source").asText()).isEqualTo("estimated");
    }

    private static long cost(JsonNode run) {
        return run.path("cost").path("costMicros").asLong();
    }
}
