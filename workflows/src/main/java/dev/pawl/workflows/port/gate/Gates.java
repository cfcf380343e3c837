package dev.pawl.workflows.port.gate;

import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.workspace.Workspace;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;

/// Asks quality questions of trees. A no is an answer; only machinery fails.
@ActivityInterface
public interface Gates {

    String TESTS = "tests";
    String REPRODUCTION = "reproduction";
    String PROTECTED = "protected";
    String SECRETS = "secrets";

    /// Runs the tests of the base twice, and says which of those asked about fail already.
    @ActivityMethod(name = "gate.baseline")
    Baseline baseline(Moment moment, Workspace base, List<String> askedAbout);

    @ActivityMethod(name = "gate.judge")
    Verdict judge(Moment moment, Question question);

    /// How long a suite may run is said by the repository and the worker, and the run has its deadline. Here counts
    /// only
    /// that no half a minute goes by without a sign of life.
    static Gates to(String summary) {
        return Workflow.newActivityStub(
                Gates.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(Queue.GATES.taskQueue())
                        .setStartToCloseTimeout(Duration.ofDays(1))
                        .setHeartbeatTimeout(Duration.ofSeconds(30))
                        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofSeconds(1))
                                .setMaximumInterval(Duration.ofSeconds(30))
                                .build())
                        .setSummary(summary)
                        .build());
    }
}
