package dev.pawl.activities.agent;

import dev.pawl.activities.broker.Broker;
import dev.pawl.workflows.port.Failure;
import io.micronaut.context.annotation.Primary;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/// Models that say what a test wrote for them, by the name of their provider.
@Singleton
@Primary
@Requires(property = "testing.broker")
public final class TestingBroker implements Broker {

    private final Map<String, TestingScript> scripts = new ConcurrentSkipListMap<>();

    void write(String provider, TestingScript script) {
        scripts.put(provider, script);
    }

    @Override
    public Line open(Terms terms, Barrier barrier) throws IOException {
        TestingScript script = scripts.get(terms.provider());
        if (script == null) {
            throw Failure.AGENT_UNKNOWN.because(
                    "There is no provider %s. There are: %s.".formatted(terms.provider(), scripts.keySet()), null);
        }
        return new TestingLine(script, barrier);
    }
}
