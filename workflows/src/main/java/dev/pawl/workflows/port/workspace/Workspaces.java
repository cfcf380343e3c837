package dev.pawl.workflows.port.workspace;

import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.sandbox.Level;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Fetches work from its origin, and hands it over.
@ActivityInterface
public interface Workspaces {

    /// Fetches the ref and keeps all that later steps need of it.
    ///
    /// @param asked how well its programs are to be shut in at least; absent, as the worker's settings say
    @ActivityMethod(name = "workspace.open")
    Opened open(Moment moment, Repository repository, @Nullable Level asked);

    /// Hands the work over, as a branch or as a patch. Done twice, it is as if it were done once.
    @ActivityMethod(name = "workspace.deliver")
    Delivered deliver(Moment moment, Parcel parcel);

    /// A large repository may take long, but never goes silent.
    static Workspaces to(String summary) {
        return Workflow.newActivityStub(Workspaces.class, options(summary).build());
    }

    /// The same for a run that ends: it does not wait for ever for a worker or the store.
    static Workspaces lastly(String summary) {
        return Workflow.newActivityStub(
                Workspaces.class,
                options(summary)
                        .setScheduleToCloseTimeout(Duration.ofMinutes(15))
                        .build());
    }

    private static ActivityOptions.Builder options(String summary) {
        return ActivityOptions.newBuilder()
                .setTaskQueue(Queue.WORK.taskQueue())
                .setStartToCloseTimeout(Duration.ofHours(1))
                .setHeartbeatTimeout(Duration.ofSeconds(30))
                .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                .setRetryOptions(RetryOptions.newBuilder()
                        .setInitialInterval(Duration.ofSeconds(1))
                        .setMaximumInterval(Duration.ofSeconds(30))
                        .build())
                .setSummary(summary);
    }
}
