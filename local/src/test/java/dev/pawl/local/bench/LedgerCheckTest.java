package dev.pawl.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.model.Tokens;
import org.junit.jupiter.api.Test;

final class LedgerCheckTest {

    @Test
    void isContentWhereEachAnswerIsWrittenDownToTheToken() {
        LedgerCheck check =
                new LedgerCheck(new TestingTraces().turn(1, 0).turn(3, 1).traces());

        assertThat(check.complaints()).isEmpty();
        assertThat(check.lines())
                .contains(
                        "The ledger: 2 rows. The model gave 2 answers.",
                        "  2 are measured: 2,061 tokens read and 201 written in the ledger, 2,061 and 201 given.");
    }

    @Test
    void isContentWithAnEstimateOfWhatWasOnItsWayWhenTheWorkerWasKilled() {
        TestingTraces traces = new TestingTraces()
                .turn(1, 0)
                .estimated(3)
                .given(3, 1)
                .killOfTheAgent(4)
                .turn(40, 1);

        LedgerCheck check = new LedgerCheck(traces.traces());

        assertThat(check.complaints()).isEmpty();
        assertThat(check.lines().getFirst()).isEqualTo("The ledger: 3 rows. The model gave 3 answers.");
        assertThat(check.lines().getLast()).contains("  1 were on their way").contains("; 0 of these requests");
    }

    @Test
    void countsARequestThatNeverReachedTheModel() {
        LedgerCheck check = new LedgerCheck(
                new TestingTraces().estimated(3).killOfTheAgent(4).turn(40, 0).traces());

        assertThat(check.complaints()).isEmpty();
        assertThat(check.lines().getLast()).contains("; 1 of these requests never reached the model.");
    }

    @Test
    void missesAnAnswerThatNobodyWroteDown() {
        TestingTraces traces = new TestingTraces().turn(1, 0).given(3, 1).killOfTheAgent(4);

        assertThat(new LedgerCheck(traces.traces()).complaints())
                .containsExactly(
                        "Nobody wrote down what storm 1 was given at 2026-11-21T12:00:03Z.",
                        "2 answers were given, and the ledger knows 1 of them.");
    }

    @Test
    void findsARowThatIsOneTokenOff() {
        TestingTraces traces = new TestingTraces().given(1, 0).row(1, 200, true, new Tokens(1000, 101, 10, 20));

        assertThat(new LedgerCheck(traces.traces()).complaints())
                .anySatisfy(
                        complaint -> assertThat(complaint).startsWith("The ledger holds an answer that nobody gave"))
                .anySatisfy(complaint -> assertThat(complaint).startsWith("Nobody wrote down"));
    }

    @Test
    void findsAnAnswerThatIsWrittenDownTwice() {
        TestingTraces traces = new TestingTraces().turn(1, 0).measured(2, 0);

        assertThat(new LedgerCheck(traces.traces()).complaints())
                .singleElement()
                .asString()
                .startsWith("The ledger holds an answer that nobody gave");
    }

    @Test
    void wantsAKillForEachEstimate() {
        TestingTraces traces =
                new TestingTraces().estimated(1).given(1, 0).turn(3, 0).killOfTheAgent(4);

        assertThat(new LedgerCheck(traces.traces()).complaints())
                .singleElement()
                .asString()
                .startsWith("The ledger has an estimate where no worker was killed");
    }

    @Test
    void doesNotTakeTheKillOfAnother() {
        TestingTraces traces = new TestingTraces().estimated(1).given(1, 0).kill(2, new AtWork("bugfix-2", "fix/1"));

        assertThat(new LedgerCheck(traces.traces()).complaints()).hasSize(1);
    }

    @Test
    void wantsNoRequestRefused() {
        assertThat(new LedgerCheck(new TestingTraces().turn(1, 0).refused(3).traces()).complaints())
                .containsExactly("The model refused 1 requests.");
    }
}
