package dev.pawl.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class StrikeTest {

    @Test
    void meetsAnAgentThatHasBegunAndNotEnded() {
        TestingTraces traces = new TestingTraces()
                .event(1, "agent.began")
                .event(2, "agent.ended")
                .event(3, "agent.began")
                .event(4, "agent.checkpoint")
                .killOfTheAgent(5)
                .event(6, "agent.ended");

        assertThat(met(traces)).containsExactly(new AtWork(TestingTraces.RUN, "fix/1"));
    }

    @Test
    void doesNotMeetAnAgentThatHasEnded() {
        assertThat(met(new TestingTraces()
                        .event(1, "agent.began")
                        .event(2, "agent.ended")
                        .killOfTheAgent(3)))
                .isEmpty();
    }

    @Test
    void doesNotTakeAnotherStepForTheAgents() {
        assertThat(met(new TestingTraces().event(1, "agent.began").in("fix/2").killOfTheAgent(3)))
                .isEmpty();
    }

    private static Iterable<AtWork> met(TestingTraces told) {
        Traces traces = told.traces();
        return traces.strikes().getFirst().ofThoseAtWork(traces.events()).hit();
    }
}
