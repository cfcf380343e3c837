package dev.pawl.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TurnsCheckTest {

    @Test
    void isContentWhereAKillCostsOneTurn() {
        TestingTraces traces = new TestingTraces()
                .turn(1, 0)
                .turn(3, 1)
                .killOfTheAgent(4)
                .turn(40, 1)
                .turn(42, 2);

        TurnsCheck check = new TurnsCheck(traces.traces());

        assertThat(check.complaints()).isEmpty();
        assertThat(check.lines()).containsExactly("3 turns; 1 were bought again. 1 kills met 1 agents at work.");
    }

    @Test
    void wantsAKillForEachTurnThatIsBoughtAgain() {
        TestingTraces traces = new TestingTraces()
                .turn(1, 0)
                .kill(2, new AtWork("bugfix-2", "fix/1"))
                .turn(4, 0)
                .killOfTheAgent(5);

        assertThat(new TurnsCheck(traces.traces()).complaints())
                .singleElement()
                .asString()
                .startsWith("A turn was bought again, and no kill is the reason");
    }

    @Test
    void knowsAStepThatBeginsAnewForAnother() {
        TestingTraces traces =
                new TestingTraces().turn(1, 0).turn(3, 1).in("fix/2").turn(40, 0);

        assertThat(new TurnsCheck(traces.traces()).complaints()).isEmpty();
    }

    @Test
    void letsOneKillExplainOneTurn() {
        TestingTraces traces = new TestingTraces()
                .turn(1, 0)
                .turn(3, 1)
                .killOfTheAgent(4)
                .turn(40, 0)
                .turn(42, 1);

        assertThat(new TurnsCheck(traces.traces()).complaints())
                .anySatisfy(
                        complaint -> assertThat(complaint).startsWith("A turn was bought again that a checkpoint held"))
                .anySatisfy(complaint ->
                        assertThat(complaint).startsWith("A turn was bought again, and no kill is the reason"));
    }
}
