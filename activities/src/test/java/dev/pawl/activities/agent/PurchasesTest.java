package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.agent.AgentRuntime.Answer;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.store.model.ModelCall;
import dev.pawl.store.model.ModelCalls;
import dev.pawl.store.model.Source;
import dev.pawl.workflows.port.agent.Work;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What was bought of models is counted once, whoever died before it could tell.
final class PurchasesTest extends ScriptedAgentTest {

    /// A worker that dies tells nobody what its agent bought since the last checkpoint: the ledger knows.
    @Test
    void countsWhatADeadWorkerBought() {
        doings.add((job, desk) -> {
            desk.spend(cost(7));
            desk.checkpoint("half");
            bought("a", 7);
            return LIMITED;
        });
        doings.add((job, desk) -> {
            desk.spend(cost(5));
            bought("b", 5);
            return DONE;
        });
        assertThat(work(20L)).isInstanceOf(Work.Limited.class);

        bought("lost", 4);

        assertThat(work(20L).usage().costMicros()).isEqualTo(16);
        assertThat(jobs.getLast().spent().costMicros()).isEqualTo(11);
        assertThat(jobs.getLast().budgetMicros()).isEqualTo(9);
    }

    /// A worker that was given up may still be told the end of an answer.
    @ParameterizedTest
    @MethodSource
    void countsWhatAWorkerBuysThatWasGivenUp(Answer answer) {
        doings.add((job, desk) -> {
            desk.spend(cost(5));
            bought("mine", 5);
            bought("late", 4);
            return answer;
        });

        assertThat(work(null).usage().costMicros()).isEqualTo(9);
    }

    static List<Answer> countsWhatAWorkerBuysThatWasGivenUp() {
        return List.of(DONE, LIMITED);
    }

    @Test
    void tellsTheNextWorkerWhatAWorkerBoughtThatWasGivenUp() {
        doings.add((job, desk) -> {
            desk.spend(cost(5));
            bought("mine", 5);
            bought("late", 4);
            throw new IOException("The disk is full.");
        });

        assertThatThrownBy(() -> work(null)).hasStackTraceContaining("The disk is full.");

        assertThat(Checkpoint.read(row().checkpoint()))
                .extracting(standing -> standing.usage().costMicros())
                .isEqualTo(9L);
    }

    /// The ledger holds requests too that only had their tokens counted.
    @Test
    void takesNoRequestWithoutAnAnswerForATurn() {
        bought("lost", 4);
        recorded("counted", 0, 0);
        doings.add(spending(1, DONE));

        assertThat(work(null).usage().turns()).isEqualTo(2);
        assertThat(jobs.getLast().spent().turns()).isEqualTo(1);
    }

    /// It died before its first checkpoint, and bought all that there was money for.
    @Test
    void buysNothingMoreWhereADeadWorkerSpentItAll() {
        bought("lost", 20);

        assertThat(work(20L)).isInstanceOf(Work.Overspent.class);
        assertThat(jobs).isEmpty();
    }

    private void bought(String id, long micros) {
        recorded(id, 1, micros);
    }

    private void recorded(String id, long output, long micros) {
        workshop.get(ModelCalls.class)
                .record(
                        workshop.tenant(),
                        new ModelCall(
                                id,
                                TestingWorkshop.RUN,
                                "fix/1",
                                "a",
                                "m",
                                UNTIL,
                                UNTIL,
                                200,
                                1,
                                0,
                                0,
                                output,
                                micros,
                                Source.MEASURED));
    }
}
