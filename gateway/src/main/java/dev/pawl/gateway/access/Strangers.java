package dev.pawl.gateway.access;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Whoever calls without a key can cost no more than so many rows a minute: the rest is counted and said in the log.
@Singleton
final class Strangers {

    static final int A_MINUTE = 60;
    private static final Logger LOG = LoggerFactory.getLogger(Strangers.class);

    private final InstantSource time;
    private Instant minute = Instant.EPOCH;
    private int calls;

    Strangers(InstantSource time) {
        this.time = time;
    }

    synchronized boolean mayBeNoted() {
        Instant now = time.instant().truncatedTo(ChronoUnit.MINUTES);
        if (!now.equals(minute)) {
            if (calls > A_MINUTE) {
                LOG.atWarn()
                        .addKeyValue("minute", minute)
                        .addKeyValue("calls", calls - A_MINUTE)
                        .log("calls without a key were refused and not noted one by one");
            }
            minute = now;
            calls = 0;
        }
        calls++;
        return calls <= A_MINUTE;
    }
}
