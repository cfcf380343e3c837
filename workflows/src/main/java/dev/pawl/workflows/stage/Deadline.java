package dev.pawl.workflows.stage;

import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Functions;
import io.temporal.workflow.TimerOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// The time a story may work. When it is up, what is going on is cancelled and the story ends late; when somebody
/// cancels the run, it ends cancelled. While a person is asked it stands still.
public final class Deadline {

    private Duration left;
    private long since;
    private boolean passed;
    private @Nullable CancellationScope telling;
    private @Nullable CancellationScope timing;

    public Deadline(Duration limit) {
        left = limit;
    }

    public <T> T hold(Functions.Func<T> story, Functions.Func<T> late, Functions.Func<T> cancelled) {
        CompletablePromise<T> end = Workflow.newPromise();
        CancellationScope told = Workflow.newCancellationScope(() -> end.complete(story.apply()));
        telling = told;
        goOn();
        try {
            told.run();
            return end.get();
        } catch (TemporalFailure failure) {
            if (!isCancel(failure) && !told.isCancelRequested()) {
                throw failure;
            }
            // What was going on may have ended in another way by then: its worker may be dead.
            return passed ? late.apply() : cancelled.apply();
        } finally {
            stop();
        }
    }

    /// What this takes is not counted.
    void standStill(Functions.Proc meanwhile) {
        stop();
        Duration rest = left.minusMillis(Workflow.currentTimeMillis() - since);
        left = rest.isNegative() ? Duration.ZERO : rest;
        meanwhile.apply();
        goOn();
    }

    private void goOn() {
        since = Workflow.currentTimeMillis();
        CancellationScope scope = Workflow.newCancellationScope(() -> Workflow.newTimer(
                        left,
                        TimerOptions.newBuilder().setSummary("the deadline").build())
                .thenApply(_ -> {
                    pass();
                    return null;
                }));
        timing = scope;
        scope.run();
    }

    private void pass() {
        passed = true;
        if (telling != null) {
            telling.cancel("the deadline has passed");
        }
    }

    private void stop() {
        if (timing != null) {
            timing.cancel();
        }
    }

    private static boolean isCancel(TemporalFailure failure) {
        return failure instanceof CanceledFailure || failure.getCause() instanceof CanceledFailure;
    }
}
