package dev.pawl.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.guest.EventsView.Event;
import dev.pawl.local.home.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceTest {

    @Test
    void isCompleteWhereEachPoolDidEachRound() {
        Evidence evidence = new Evidence(
                2, List.of(done(1, 1, "control"), done(2, 1, "work"), done(3, 2, "control"), done(4, 2, "work")));

        assertThat(evidence.isComplete()).isTrue();
        assertThat(evidence.sentences())
                .containsExactly(
                        "All 2 rounds are there, in each of the pools control and work.",
                        "Its events are numbered 1 to 4: no gap, and no number twice.");
    }

    @Test
    void namesTheRoundThatIsMissing() {
        Evidence evidence = new Evidence(2, List.of(done(1, 1, "control"), done(2, 1, "work"), done(3, 2, "control")));

        assertThat(evidence.isComplete()).isFalse();
        assertThat(evidence.sentences()).contains("Missing: Round 2 in pool work.");
    }

    @Test
    void refusesANumberThatWasGivenTwice() {
        Evidence evidence = new Evidence(2, List.of(done(1, 1, "work"), done(1, 2, "work")));

        assertThat(evidence.isComplete()).isFalse();
        assertThat(evidence.sentences()).contains("Its events are not numbered 1 to 2: 1 1.");
    }

    @Test
    void refusesAGap() {
        assertThat(new Evidence(2, List.of(done(1, 1, "work"), done(3, 2, "work"))).isComplete())
                .isFalse();
    }

    @Test
    void saysWhatWasDoneTwiceAndTakesItForNoLoss() {
        Evidence evidence = new Evidence(1, List.of(done(1, 1, "work"), done(2, 1, "work")));

        assertThat(evidence.isComplete()).isTrue();
        assertThat(evidence.sentences()).anyMatch(line -> line.startsWith("Round 1 in pool work was done 2 times:"));
    }

    @Test
    void takesARunWithoutEventsForIncomplete() {
        assertThat(new Evidence(1, List.of()).isComplete()).isFalse();
    }

    private static Event done(long number, int round, String pool) {
        JsonNode body = Json.MAPPER.valueToTree(Map.of("pool", pool, "round", round, "attempt", 1));
        return new Event(number, "2026-11-21T00:00:00Z", "probed", body);
    }
}
