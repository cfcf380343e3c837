package dev.pawl.activities.broker;

import dev.pawl.store.model.ModelCall;
import dev.pawl.store.model.ModelCalls;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down what is bought: before it is asked for, and how it ended.
@Singleton
final class Book {

    private static final Logger LOG = LoggerFactory.getLogger(Book.class);

    private static final int TRIES = 8;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final ModelCalls calls;

    Book(ModelCalls calls) {
        this.calls = calls;
    }

    /// What cannot be written down is not bought.
    void begin(String tenant, ModelCall call) {
        calls.record(tenant, call);
    }

    /// If the database is away, nobody waits for it: it is tried for some minutes more.
    void end(String tenant, ModelCall call) {
        try {
            calls.record(tenant, call);
        } catch (RuntimeException away) {
            Thread.ofVirtual().name("model-call-" + call.id()).start(() -> endLater(tenant, call));
        }
    }

    private void endLater(String tenant, ModelCall call) {
        Duration pause = FIRST_PAUSE;
        for (int tries = 1; ; tries++) {
            try {
                Thread.sleep(pause);
                calls.record(tenant, call);
                return;
            } catch (InterruptedException | RuntimeException failure) {
                if (tries == TRIES) {
                    LOG.atError()
                            .addKeyValue("run", call.runId())
                            .addKeyValue("call", call.id())
                            .addKeyValue("costMicros", call.costMicros())
                            .setCause(failure)
                            .log("what a model's answer cost could not be written down; its row keeps the estimate");
                    return;
                }
                pause = pause.multipliedBy(2);
            }
        }
    }
}
