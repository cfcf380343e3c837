package dev.pawl.gateway.outbox;

import dev.pawl.gateway.GatewaySettings;
import dev.pawl.store.outbox.Outbox;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// How many more submissions of each tenant may wait for Temporal. What waits is counted now and then, and what is let
/// in is told off in between: a count reads all that waits, which is much just when much comes.
@Singleton
final class Room {

    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(1);

    private final Outbox outbox;
    private final InstantSource time;
    private final int most;
    private final Map<String, Counted> counts = new ConcurrentHashMap<>();

    Room(Outbox outbox, GatewaySettings settings, InstantSource time) {
        this.outbox = outbox;
        this.time = time;
        this.most = settings.backlog();
    }

    /// What was left when it was counted, less those who were let in since.
    private record Counted(Instant at, AtomicLong left) {}

    /// Takes a place; says false where there is none.
    boolean take(String tenant) {
        Counted counted = counts.get(tenant);
        if (counted != null
                && time.instant().isBefore(counted.at().plus(BETWEEN_COUNTS))
                && counted.left().decrementAndGet() >= 0) {
            return true;
        }
        Counted anew = new Counted(time.instant(), new AtomicLong(most - outbox.waiting(tenant, most)));
        counts.put(tenant, anew);
        return anew.left().decrementAndGet() >= 0;
    }
}
