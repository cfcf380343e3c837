package dev.pawl.gateway.outbox;

import static dev.pawl.gateway.TestingGateway.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.gateway.TestingGateway;
import dev.pawl.store.outbox.Outbox;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.RunStatus;
import dev.pawl.store.run.Runs;
import dev.pawl.workflows.lifecycle.bugfix.BugFixLifecycle;
import dev.pawl.workflows.lifecycle.bugfix.BugFixOutcome;
import dev.pawl.workflows.lifecycle.bugfix.BugFixRequest;
import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.decision.Decision;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.WorkerFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/// What happens to runs behind the API's back is told by the API within a minute.
final class ReconcilerTest {

    private static final String BUG = """
            {"repository":{"url":"https://git.example.org/a/b"},"title":"A bug","agent":{"runtime":"command","name":"a"}}""";

    private static final Duration QUIET = Duration.ofSeconds(21);

    @Test
    void tellsTheTruthOfARunThatWasTerminated() throws InterruptedException {
        try (TestingGateway gateway = TestingGateway.open()) {
            String run = started(gateway);
            gateway.temporal().newUntypedWorkflowStub(run).terminate("it cost too much");
            gateway.pass(QUIET);

            until(() -> row(gateway, run).status() == RunStatus.ENDED);

            assertThat(gateway.get("/v1/runs/" + run).body())
                    .contains("\"type\":\"terminated\"", "it cost too much", "\"status\":\"ended\"");
        }
    }

    @Test
    void tellsTheTruthOfARunThatRanOutOfTime() throws InterruptedException {
        try (TestingGateway gateway = TestingGateway.open()) {
            String run = started(gateway);
            gateway.temporal().newUntypedWorkflowStub(run).terminate("begun anew with less time");
            WorkflowOptions hurried = WorkflowOptions.newBuilder()
                    .setWorkflowId(run)
                    .setTaskQueue(Queue.CONTROL.taskQueue())
                    .setWorkflowExecutionTimeout(Duration.ofSeconds(1))
                    .build();
            gateway.temporal().newUntypedWorkflowStub("bugfix", hurried).start();
            until(() -> status(gateway, run) == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_TIMED_OUT);
            gateway.pass(QUIET);

            until(() -> row(gateway, run).status() == RunStatus.ENDED);

            assertThat(gateway.get("/v1/runs/" + run).body())
                    .contains("\"type\":\"timed-out\"", "ran out of its time", "\"status\":\"ended\"");
        }
    }

    @Test
    void startsAgainWhatTheServerLost() throws InterruptedException {
        try (TestingGateway gateway = TestingGateway.open()) {
            String run = started(gateway);
            gateway.loseTemporal();
            gateway.openTemporal();
            gateway.pass(QUIET);

            until(() -> isKnown(gateway.temporal(), run));

            assertThat(row(gateway, run).status()).isEqualTo(RunStatus.SUBMITTED);
        }
    }

    @Test
    void keepsACancelUntilTemporalIsBack() throws InterruptedException {
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            String run = id(gateway.post("/v1/bugfixes", BUG));

            assertThat(gateway.post("/v1/runs/" + run + "/cancel", "").statusCode())
                    .isEqualTo(202);
            assertThat(gateway.post("/v1/runs/" + run + "/cancel", "").statusCode())
                    .isEqualTo(202);
            assertThat(gateway.post("/v1/runs/bugfix-0/cancel", "").statusCode())
                    .isEqualTo(404);
            gateway.openTemporal();

            until(() -> isKnown(gateway.temporal(), run)
                    && gateway.temporal().fetchHistory(run).getEvents().stream()
                            .anyMatch(event -> event.hasWorkflowExecutionCancelRequestedEventAttributes()));
        }
    }

    @Test
    void startsNothingAgainThatSomebodyCancelled() throws InterruptedException {
        try (TestingGateway gateway = TestingGateway.open()) {
            String run = started(gateway);
            gateway.loseTemporal();
            gateway.openTemporal();
            assertThat(gateway.post("/v1/runs/" + run + "/cancel", "").statusCode())
                    .isEqualTo(202);
            until(() -> !gateway.bean(Outbox.class).isWaiting("default", run));
            gateway.pass(QUIET);

            until(() -> row(gateway, run).status() == RunStatus.ENDED || isKnown(gateway.temporal(), run));

            assertThat(isKnown(gateway.temporal(), run)).as("started again").isFalse();
            assertThat(row(gateway, run).outcome()).contains("cancelled");
        }
    }

    /// A story that a worker's no ends.
    public static final class Failing implements BugFixLifecycle {

        @Override
        public BugFixOutcome run(BugFixRequest request) {
            throw Failure.NOT_TRUSTED.because("Nobody trusts this repository.", null);
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

    @Test
    void saysWhatAStoryFailedOf() throws InterruptedException {
        try (TestingGateway gateway = TestingGateway.open()) {
            WorkerFactory workers = WorkerFactory.newInstance(gateway.temporal());
            workers.newWorker(Queue.CONTROL.taskQueue()).registerWorkflowImplementationTypes(Failing.class);
            workers.start();
            String run = started(gateway);
            until(() -> status(gateway, run) == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_FAILED);
            gateway.pass(QUIET);

            until(() -> row(gateway, run).status() == RunStatus.ENDED);

            assertThat(row(gateway, run).outcome()).contains("failed", "Nobody trusts this repository.");
            workers.shutdownNow();
        }
    }

    @Test
    void leavesAloneWhatGoesOn() throws InterruptedException {
        try (TestingGateway gateway = TestingGateway.open()) {
            String run = started(gateway);
            gateway.pass(QUIET);
            until(() -> gateway.bean(Runs.class)
                    .tenantsWithQuietRuns(Duration.ofSeconds(20))
                    .isEmpty());

            assertThat(row(gateway, run).status()).isEqualTo(RunStatus.SUBMITTED);
            assertThat(status(gateway, run)).isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
        }
    }

    /// Ahead, each run counts as quiet and is asked about; back again, those of which was heard then are not forgotten.
    @Test
    void tellsTheTruthThoughTheClockHasJumped() throws InterruptedException {
        try (TestingGateway gateway = TestingGateway.open()) {
            String run = started(gateway);
            gateway.pass(Duration.ofHours(5));
            until(() -> gateway.bean(Runs.class)
                    .tenantsWithQuietRuns(Duration.ofSeconds(20))
                    .isEmpty());
            assertThat(row(gateway, run).status()).isEqualTo(RunStatus.SUBMITTED);
            assertThat(status(gateway, run)).isEqualTo(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);

            gateway.pass(Duration.ofHours(-5));
            gateway.temporal().newUntypedWorkflowStub(run).terminate("it cost too much");

            until(() -> row(gateway, run).status() == RunStatus.ENDED);
            assertThat(row(gateway, run).outcome()).contains("terminated");
        }
    }

    private static String started(TestingGateway gateway) throws InterruptedException {
        String run = id(gateway.post("/v1/bugfixes", BUG));
        until(() -> isKnown(gateway.temporal(), run));
        return run;
    }

    private static WorkflowExecutionStatus status(TestingGateway gateway, String run) {
        return gateway.temporal().newUntypedWorkflowStub(run).describe().getStatus();
    }

    private static boolean isKnown(WorkflowClient temporal, String run) {
        try {
            temporal.newUntypedWorkflowStub(run).describe();
            return true;
        } catch (WorkflowNotFoundException e) {
            return false;
        }
    }

    private static Run row(TestingGateway gateway, String run) {
        return gateway.bean(Runs.class).find("default", run).orElseThrow();
    }

    private static void until(BooleanSupplier so) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (!so.getAsBoolean()) {
            assertThat(Instant.now()).as("it took more than a minute").isBefore(deadline);
            Thread.sleep(100);
        }
    }
}
