package dev.pawl.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.local.HouseException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LoadTest {

    @Test
    void asksWithSoManyCallersAtOnceAndTellsEachWindow() throws InterruptedException {
        AtomicInteger asking = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<Double> rates = new ArrayList<>();

        new Load(8, Duration.ofMillis(50))
                .run(
                        3,
                        () -> {
                            most.accumulateAndGet(asking.incrementAndGet(), Math::max);
                            Thread.sleep(5);
                            asking.decrementAndGet();
                        },
                        rates::add);

        assertThat(most.get()).isEqualTo(8);
        assertThat(asking.get()).isZero();
        assertThat(rates).hasSize(3).allSatisfy(rate -> assertThat(rate).isPositive());
    }

    @Test
    void passesARefusalOn() {
        assertThatThrownBy(() -> new Load(2, Duration.ofMillis(10))
                        .run(
                                1,
                                () -> {
                                    throw new HouseException("The gateway refuses.");
                                },
                                rate -> {}))
                .isInstanceOf(HouseException.class)
                .hasMessage("The gateway refuses.");
    }

    @Test
    void asksExactlySoOften() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();

        new Load(7, Duration.ZERO).runTimes(100, asked::incrementAndGet);

        assertThat(asked.get()).isEqualTo(100);
    }
}
