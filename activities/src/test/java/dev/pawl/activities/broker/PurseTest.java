package dev.pawl.activities.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// To the millionth: what fits is let through, and nothing more.
final class PurseTest {

    private final Purse purse = new Purse(100L);

    @Test
    void isSpentWhenNothingIsLeft() {
        settle("first", 99);
        assertThat(purse.isSpent()).isFalse();
        assertThat(purse.setAside("second", 1, () -> false)).isTrue();

        purse.settle("second", bill(1), true);

        assertThat(purse.isSpent()).isTrue();
        assertThat(purse.setAside("third", 1, () -> false)).isFalse();
    }

    @Test
    void letsAnAnswerCostAllThatThereIs() {
        settle("first", 60);

        assertThat(purse.isPassedBy("second", bill(40))).isFalse();
        assertThat(purse.isPassedBy("second", bill(41))).isTrue();
    }

    @Test
    void countsAllAnswersThatAreOnTheirWay() {
        assertThat(purse.isPassedBy("first", bill(60))).isFalse();
        assertThat(purse.isPassedBy("second", bill(40))).isFalse();
        assertThat(purse.isPassedBy("second", bill(41))).isTrue();
        assertThat(purse.spent().costMicros()).isEqualTo(101);
        assertThat(purse.spent().turns()).isZero();
    }

    @Test
    void setsAsideNoMoreThanThereIsAndLetsOthersWait() throws InterruptedException {
        assertThat(purse.setAside("large", 1_000, () -> false)).isTrue();
        assertThat(letsWait("small", 1)).as("all is set aside").isTrue();

        settle("large", 30);

        assertThat(purse.setAside("half", 35, () -> false)).isTrue();
        assertThat(purse.setAside("rest", 35, () -> false)).isTrue();
        assertThat(letsWait("small", 1)).as("all is set aside again").isTrue();
    }

    /// What comes back later is for others.
    @Test
    void setsAsideForALargeRequestWhatIsLeftThen() throws InterruptedException {
        assertThat(purse.setAside("small", 50, () -> false)).isTrue();
        assertThat(purse.setAside("large", 1_000, () -> false)).isTrue();
        assertThat(letsWait("next", 1)).isTrue();

        settle("small", 10);

        assertThat(letsWait("next", 1)).isFalse();
    }

    /// What an answer costs more than was set aside for it is nobody else's.
    @Test
    void letsOthersWaitForAnAnswerThatCostsMoreThanItSeemed() throws InterruptedException {
        assertThat(purse.setAside("first", 10, () -> false)).isTrue();
        assertThat(purse.isPassedBy("first", bill(100))).isFalse();

        assertThat(letsWait("second", 1)).isTrue();
    }

    @Test
    void hasNoEndWithoutABudget() {
        Purse open = new Purse(null);
        open.settle("first", bill(1_000_000), true);

        assertThat(open.setAside("second", 1_000_000, () -> false)).isTrue();
        assertThat(open.isPassedBy("second", bill(1_000_000))).isFalse();
        assertThat(open.isSpent()).isFalse();
    }

    /// Whether whoever asks is still waiting a moment later, until nobody wants it any more.
    private boolean letsWait(String request, long worst) throws InterruptedException {
        AtomicBoolean gone = new AtomicBoolean();
        AtomicBoolean had = new AtomicBoolean();
        Thread asking = Thread.startVirtualThread(() -> had.set(purse.setAside(request, worst, gone::get)));
        boolean ended = asking.join(Duration.ofMillis(200));
        gone.set(true);
        purse.wake();
        assertThat(asking.join(Duration.ofSeconds(30))).isTrue();
        return !ended && !had.get();
    }

    private void settle(String request, long cost) {
        purse.settle(request, bill(cost), true);
    }

    private static Bill bill(long micros) {
        return new Bill(Tokens.NONE, micros, true);
    }
}
