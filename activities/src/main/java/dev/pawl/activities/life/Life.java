package dev.pawl.activities.life;

import dev.pawl.store.StoreUnavailableException;
import dev.pawl.workflows.port.Failure;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCanceledException;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityWorkerShutdownException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The life of one activity: it beats from the first line to the last, and interrupts the work when it is to stop.
public final class Life {

    /// The SDK sends far fewer beats than it is told; this often it is asked whether to stop.
    private static final Duration BETWEEN_BEATS = Duration.ofMillis(500);

    private final ActivityExecutionContext context;
    private final Thread worker = Thread.currentThread();
    private final CountDownLatch first = new CountDownLatch(1);
    private final CountDownLatch done = new CountDownLatch(1);
    private boolean isBegun;
    private volatile @Nullable ActivityCompletionException stop;

    private Life(ActivityExecutionContext context) {
        this.context = context;
    }

    /// Does the work. Told to stop, it interrupts the work, waits for it to end, and says why in Temporal's words.
    ///
    /// @param beforehand what is done while Temporal is told that the work begins; nobody interrupts it
    public static <T> T during(Runnable beforehand, Work<T> work) {
        Life life = new Life(Activity.getExecutionContext());
        try {
            life.begin(beforehand);
            T result = work.go(life);
            life.end();
            return result;
        } catch (Exception failure) {
            life.end();
            throw life.because(failure);
        }
    }

    /// Whether this worker shuts down, so that another one is to go on. That is no cancel.
    public boolean isHandedOver() {
        return stop instanceof ActivityWorkerShutdownException;
    }

    /// Whether somebody wants the work itself to end.
    public boolean isCancelled() {
        return stop instanceof ActivityCanceledException;
    }

    /// How often Temporal has handed this to a worker.
    public int dispatch() {
        return context.getInfo().getAttempt();
    }

    /// Since when it has waited for a worker this time.
    public Instant due() {
        return Instant.ofEpochMilli(context.getInfo().getCurrentAttemptScheduledTimestamp());
    }

    /// A worker that shuts down may still be handed what it has just handed over: it begins nothing any more.
    private void begin(Runnable beforehand) throws InterruptedException {
        Thread.ofVirtual().name("heartbeat").start(this::beat);
        beforehand.run();
        first.await();
        ActivityCompletionException told = begun();
        if (told != null) {
            throw told;
        }
    }

    private synchronized @Nullable ActivityCompletionException begun() {
        isBegun = true;
        return stop;
    }

    private void beat() {
        try {
            do {
                context.heartbeat(null);
                first.countDown();
            } while (!done.await(BETWEEN_BEATS.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ActivityCompletionException told) {
            interrupt(told);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            first.countDown();
        }
    }

    private synchronized void interrupt(ActivityCompletionException told) {
        if (done.getCount() > 0) {
            stop = told;
            if (isBegun) {
                worker.interrupt();
            }
        }
    }

    /// From here on nobody interrupts: an interrupt that came too late is taken back.
    private synchronized void end() {
        done.countDown();
        Thread.interrupted();
    }

    private RuntimeException because(Exception failure) {
        ActivityCompletionException told = stop;
        if (told instanceof ActivityWorkerShutdownException) {
            return handedOver();
        }
        if (told != null) {
            if (!told.equals(failure)) {
                told.addSuppressed(failure);
            }
            return told;
        }
        if (failure instanceof StoreUnavailableException) {
            return Failure.STORE_UNAVAILABLE.because(String.valueOf(failure.getMessage()), failure);
        }
        return DiskFullException.in(failure)
                .<RuntimeException>map(full -> Failure.DISK_FULL.because(full, failure))
                .orElseGet(() -> Activity.wrap(failure));
    }

    private static RuntimeException handedOver() {
        return Failure.HANDED_OVER.because("This worker shuts down; another one goes on.", null);
    }

    /// What takes long.
    @FunctionalInterface
    public interface Work<T> {
        T go(Life life) throws Exception;
    }
}
