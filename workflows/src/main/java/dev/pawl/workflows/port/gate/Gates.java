package dev.pawl.workflows.port.gate;

import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Workspace;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks quality questions of trees. A no is an answer; only machinery fails.
@ActivityInterface
public interface Gates {

    String TESTS = "tests";
    String REPRODUCTION = "reproduction";
    String PROTECTED = "protected";
    String SECRETS = "secrets";

    /// Weighs what an agent that reviewed the work has answered.
    String REVIEW = "review";

    /// Runs the tests of the base twice, and says which of those asked about fail already.
    ///
    /// @param least how well they must be shut in; absent, as the worker's settings say
    @ActivityMethod(name = "gate.baseline")
    Baseline baseline(Moment moment, Workspace base, List<String> askedAbout, @Nullable Level least);

    @ActivityMethod(name = "gate.judge")
    Verdict judge(Moment moment, Question question);

    /// How long a suite may run is said by the repository and the worker, and the run has its deadline.
    ///
    /// @param heartbeat how long the worker may be silent before another takes its place
    /// @param least how well what is run must be shut in: no worker is asked that offers less
    static Gates to(String summary, Duration heartbeat, @Nullable Level least) {
        return Workflow.newActivityStub(
                Gates.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(Queue.GATES.taskQueue(least))
                        .setStartToCloseTimeout(Duration.ofDays(1))
                        .setHeartbeatTimeout(heartbeat)
                        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofMillis(100))
                                .setMaximumInterval(Duration.ofSeconds(30))
                                .build())
                        .setSummary(summary)
                        .build());
    }
}
