package dev.pawl.activities.broker;

import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;

/// The real broker. Of each request that it holds a test is told first, and what is kept waits for that.
@Singleton
@Primary
@Requires(property = "testing.barrier")
public final class TestingBarrier implements Broker {

    private final ModelBroker real;
    private volatile Barrier first = (_, _) -> {};

    TestingBarrier(ModelBroker real) {
        this.real = real;
    }

    public void tellFirst(Barrier barrier) {
        first = barrier;
    }

    @Override
    public Line open(Terms terms, Barrier barrier) throws IOException {
        return real.open(terms, (untilHere, results) -> {
            first.turned(untilHere, results);
            barrier.turned(untilHere, results);
        });
    }
}
