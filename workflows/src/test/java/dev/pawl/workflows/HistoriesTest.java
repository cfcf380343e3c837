package dev.pawl.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.workflows.lifecycle.bugfix.BugFixLifecycle;
import dev.pawl.workflows.lifecycle.bugfix.BugFixOutcome;
import dev.pawl.workflows.lifecycle.bugfix.BugFixRequest;
import dev.pawl.workflows.lifecycle.checkup.CheckupLifecycle;
import dev.pawl.workflows.lifecycle.checkup.CheckupOutcome;
import dev.pawl.workflows.lifecycle.checkup.CheckupRequest;
import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.decision.Decision;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.ledger.Ledger;
import dev.pawl.workflows.port.probe.Probes;
import dev.pawl.workflows.port.workspace.Workspace;
import dev.pawl.workflows.stage.Journal;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
    void noticesABugFixThatMeasuresBeforeItOpens() {
        assertThatThrownBy(() -> WorkflowReplayer.replayWorkflowExecution(
                        Histories.FOLDER.resolve("bugfix-fixed.json").toFile(), Hasty.class))
                .hasStackTraceContaining("NonDeterministicException");
    }

    @Test
    void holdsOneHistoryOfEachLifecycle() throws IOException {
        assertThat(histories())
                .extracting(file -> file.getFileName().toString())
                .contains(
                        "checkup-sound.json",
                        "checkup-unsound.json",
                        "checkup-cancelled.json",
                        "bugfix-fixed.json",
                        "bugfix-fixed-after-retries.json",
                        "bugfix-fixed-in-roles.json",
                        "bugfix-fixed-after-review.json",
                        "bugfix-not-reproduced.json",
                        "bugfix-stuck.json",
                        "bugfix-late.json",
                        "bugfix-base-broken.json",
                        "bugfix-declined.json",
                        "bugfix-cancelled.json",
                        "bugfix-cancelled-beside-a-dead-worker.json",
                        "bugfix-parked.json",
                        "bugfix-overspent.json");
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

    /// The bug fix as somebody might break it: it measures a base that it did not open.
    public static final class Hasty implements BugFixLifecycle {

        @Override
        public BugFixOutcome run(BugFixRequest request) {
            Journal journal = new Journal(request.tenant());
            journal.enter("understand");
            Gates.to("hasty", Duration.ofSeconds(30), null)
                    .baseline(
                            journal.moment(),
                            new Workspace(request.repository(), "commit-0", "commit-0", "tree-0"),
                            List.of(),
                            null);
            return journal.end(new BugFixOutcome.Cancelled("understand", null, null), "");
        }

        @Override
        public void decide(Decision decision) {
            throw new IllegalStateException("nobody is asked");
        }

        @Override
        public void check(Decision decision) {
            throw new IllegalStateException("nobody is asked");
        }
    }
}
