package dev.pawl.activities.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.StoreUnavailableException;
import dev.pawl.workflows.port.Failure;
import io.temporal.activity.ActivityInterface;
import io.temporal.failure.ActivityFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class LifeTest {

    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();

    @ActivityInterface
    public interface Labour {
        String work();
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void beatsForAsLongAsTheWorkTakes() {
        AtomicInteger beats = new AtomicInteger();
        temporal.setActivityHeartbeatListener(Void.class, _ -> beats.incrementAndGet());

        assertThat(labour(life -> {
                    Thread.sleep(Duration.ofMillis(1200));
                    return "done";
                }))
                .isEqualTo("done");

        assertThat(beats.get()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void doesWhatIsToBeDoneBeforehandWhileItSaysThatItBegins() {
        CountDownLatch beat = new CountDownLatch(1);
        temporal.setActivityHeartbeatListener(Void.class, _ -> beat.countDown());
        temporal.registerActivitiesImplementations((Labour) () -> Life.during(() -> await(beat), life -> "done"));

        assertThat(temporal.newActivityStub(Labour.class).work()).isEqualTo("done");
    }

    @Test
    void beginsNothingThatIsCancelledAlready() {
        AtomicBoolean begun = new AtomicBoolean();
        temporal.requestCancelActivity();

        assertThatThrownBy(() -> labour(life -> {
                    begun.set(true);
                    return "begun";
                }))
                .hasStackTraceContaining("Cancel");

        assertThat(begun).isFalse();
    }

    @Test
    void interruptsTheWorkWhenItIsCancelled() {
        AtomicReference<Boolean> cancelled = new AtomicReference<>(false);

        assertThatThrownBy(() -> labour(life -> {
                    temporal.requestCancelActivity();
                    try {
                        Thread.sleep(Duration.ofMinutes(1));
                        return "never";
                    } catch (InterruptedException e) {
                        cancelled.set(life.isCancelled());
                        throw e;
                    }
                }))
                .hasStackTraceContaining("Cancel");

        assertThat(cancelled.get()).isTrue();
    }

    /// The thread goes on to other activities.
    @Test
    void leavesNoInterruptBehind() {
        temporal.registerActivitiesImplementations((Labour) () -> {
            String result = Life.during(() -> {}, life -> {
                temporal.requestCancelActivity();
                while (!Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                return "finished all the same";
            });
            return Thread.currentThread().isInterrupted() ? "interrupted" : result;
        });

        assertThat(temporal.newActivityStub(Labour.class).work()).isEqualTo("finished all the same");
    }

    @Test
    void saysAStoreThatIsAwayInTheStorysWords() {
        assertThatThrownBy(() -> labour(life -> {
                    throw new StoreUnavailableException("The database is away.", new IllegalStateException());
                }))
                .isInstanceOf(ActivityFailure.class)
                .hasStackTraceContaining(Failure.STORE_UNAVAILABLE.name());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private String labour(Life.Work<String> work) {
        temporal.registerActivitiesImplementations((Labour) () -> Life.during(() -> {}, work));
        return temporal.newActivityStub(Labour.class).work();
    }
}
