package dev.pawl.workflows.stage;

import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Functions;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/// The time a story has. When it is up, what is going on is cancelled and the story ends late; when somebody cancels
/// the run, it ends cancelled.
public final class Deadline {

    private final Duration limit;
    private boolean passed;

    public Deadline(Duration limit) {
        this.limit = limit;
    }

    public <T> T hold(Functions.Func<T> story, Functions.Func<T> late, Functions.Func<T> cancelled) {
        CompletablePromise<T> end = Workflow.newPromise();
        CancellationScope telling = Workflow.newCancellationScope(() -> end.complete(story.apply()));
        CancellationScope timing = Workflow.newCancellationScope(() -> Workflow.newTimer(
                        limit,
                        TimerOptions.newBuilder().setSummary("the deadline").build())
                .thenApply(_ -> {
                    passed = true;
                    telling.cancel("the deadline has passed");
                    return null;
                }));
        timing.run();
        try {
            telling.run();
            return end.get();
        } catch (TemporalFailure failure) {
            if (!isCancel(failure)) {
                throw failure;
            }
            return passed ? late.apply() : cancelled.apply();
        } finally {
            timing.cancel();
        }
    }

    private static boolean isCancel(TemporalFailure failure) {
        return failure instanceof CanceledFailure || failure.getCause() instanceof CanceledFailure;
    }
}
