package dev.pawl.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.workflows.lifecycle.checkup.CheckupLifecycle;
import dev.pawl.workflows.lifecycle.checkup.CheckupOutcome;
import dev.pawl.workflows.lifecycle.checkup.CheckupRequest;
import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.ledger.Ledger;
import dev.pawl.workflows.port.probe.Probes;
import dev.pawl.workflows.stage.Journal;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every history that was ever recorded still replays: runs in flight survive this build.
final class HistoriesTest {

    static List<Path> histories() throws IOException {
        try (Stream<Path> files = Files.list(Histories.FOLDER)) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("histories")
    void replays(Path history) throws Exception {
        List<Class<?>> others = Lifecycles.ALL.subList(1, Lifecycles.ALL.size());
        WorkflowReplayer.replayWorkflowExecution(
                history.toFile(), Lifecycles.ALL.getFirst(), others.toArray(new Class<?>[0]));
    }

    @Test
    void noticesAStoryThatWasReordered() {
        assertThatThrownBy(() -> WorkflowReplayer.replayWorkflowExecution(
                        Histories.FOLDER.resolve("checkup-sound.json").toFile(), Reordered.class))
                .hasStackTraceContaining("NonDeterministicException");
    }

    @Test
    void holdsOneHistoryOfEachLifecycle() throws IOException {
        assertThat(histories())
                .extracting(file -> file.getFileName().toString())
                .contains("checkup-sound.json", "checkup-unsound.json", "checkup-cancelled.json");
    }

    /// The checkup as somebody might break it: the end is written down before the first probe. Calls of one kind in
    /// another order look alike to a replay: those the stories' own tests notice.
    public static final class Reordered implements CheckupLifecycle {

        @Override
        public CheckupOutcome run(CheckupRequest request) {
            Journal journal = new Journal(request.tenant());
            journal.enter("probing");
            CheckupOutcome outcome = new CheckupOutcome.Sound(List.of());
            Ledger.stub().end(journal.moment(), outcome);
            Probes.in(Queue.CONTROL, 1, request.patience()).probe(journal.moment(), 1);
            return outcome;
        }
    }
}
