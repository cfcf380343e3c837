package dev.pawl.workflows.port.ledger;

import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.decision.Wait;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/// Writes down what has no other activity to travel with. Everything else is written by the activity that does the
/// work.
@ActivityInterface
public interface Ledger {

    /// The run has ended so. The outcome is the story's own record; the store keeps its JSON, which the API shows.
    @ActivityMethod(name = "ledger.end")
    void end(Moment moment, Object outcome);

    /// The run stands still until a person decides.
    @ActivityMethod(name = "ledger.wait")
    void pause(Moment moment, Wait wait);

    /// The run stands still until a time, and goes on by itself.
    @ActivityMethod(name = "ledger.park")
    void park(Moment moment, Parked parked);

    /// A run that ended must be written down, however long the store is away: no limit but the story's own.
    static Ledger stub() {
        return to("write the end down");
    }

    /// For what is written down before the end.
    static Ledger to(String summary) {
        return Workflow.newActivityStub(
                Ledger.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(Queue.CONTROL.taskQueue())
                        .setStartToCloseTimeout(Duration.ofSeconds(20))
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofMillis(500))
                                .setMaximumInterval(Duration.ofSeconds(20))
                                .build())
                        .setSummary(summary)
                        .build());
    }
}
