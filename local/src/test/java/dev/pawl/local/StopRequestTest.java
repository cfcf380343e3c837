package dev.pawl.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A wish to close, and the moment between hearing it and being interrupted by it.
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class StopRequestTest {

    private final StopRequest stop = new StopRequest();

    /// The opener sees the wish before it is interrupted, as it may on a busy machine.
    @Test
    void interruptsNobodyOnceItIsSettled() {
        AtomicBoolean isInterrupted = new AtomicBoolean();
        CompletableFuture<Boolean> later = new CompletableFuture<>();
        Thread opener =
                new Thread(() -> {
                    stop.asked().join();
                    stop.settle();
                    later.complete(
                            isInterrupted.get() && !Thread.currentThread().isInterrupted());
                }) {
                    @Override
                    public void interrupt() {
                        while (getState() != State.BLOCKED && !later.isDone()) {
                            Thread.onSpinWait();
                        }
                        isInterrupted.set(true);
                        super.interrupt();
                    }
                };
        opener.start();

        stop.take("TERM", opener);

        assertThat(later.join()).isTrue();
        assertThat(stop.asked()).isCompletedWithValue("TERM");
    }

    @Test
    void hurriesAtTheSecondWish() {
        stop.take("INT", new Thread());
        assertThat(stop.hurry()).isNotDone();

        stop.take("INT", new Thread());
        assertThat(stop.hurry()).isDone();
    }
}
