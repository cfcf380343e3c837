package dev.pawl.gateway.run;

import dev.pawl.store.StoreUnavailableException;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.RunStatus;
import dev.pawl.store.run.Runs;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after the runs that somebody watches, for all watchers together: one short question for each tenant a few
/// times
/// a second, and none while nobody watches.
@Singleton
final class Watchtower {

    private static final Logger LOG = LoggerFactory.getLogger(Watchtower.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Runs runs;
    private final Map<Place, Watched> watched = new HashMap<>();
    private @Nullable Thread lookout;
    private boolean closed;

    Watchtower(Runs runs) {
        this.runs = runs;
    }

    private record Place(String tenant, String run) {}

    private static final class Watched {
        private int watchers;
        private long lastEvent;
        private boolean ended;
    }

    /// Waits until there is an event after this number or the run has ended, or until patience is at its end.
    void await(String tenant, String run, long seen, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        Place place = new Place(tenant, run);
        synchronized (watched) {
            Watched one = watched.computeIfAbsent(place, _ -> new Watched());
            one.watchers++;
            if (lookout == null) {
                lookout = Thread.ofVirtual().name("watchtower").start(this::look);
            }
            try {
                while (!closed && one.lastEvent <= seen && !one.ended) {
                    long left = (until - System.nanoTime()) / 1_000_000;
                    if (left <= 0) {
                        return;
                    }
                    watched.wait(left);
                }
            } finally {
                one.watchers--;
                if (one.watchers == 0) {
                    watched.remove(place);
                }
            }
        }
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                Map<String, Set<String>> byTenant = places();
                if (byTenant.isEmpty()) {
                    return;
                }
                byTenant.forEach(this::look);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// The runs that are watched; where there are none, the lookout goes home.
    private Map<String, Set<String>> places() {
        synchronized (watched) {
            if (watched.isEmpty() || closed) {
                lookout = null;
                return Map.of();
            }
            return watched.keySet().stream()
                    .collect(Collectors.groupingBy(Place::tenant, Collectors.mapping(Place::run, Collectors.toSet())));
        }
    }

    private void look(String tenant, Set<String> ids) {
        try {
            List<Run> found = runs.all(tenant, ids);
            synchronized (watched) {
                for (Run run : found) {
                    Watched one = watched.get(new Place(tenant, run.id()));
                    if (one != null) {
                        one.lastEvent = run.lastEvent();
                        one.ended = run.status() == RunStatus.ENDED;
                    }
                }
                watched.notifyAll();
            }
        } catch (StoreUnavailableException e) {
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("watchers wait for the store");
        }
    }

    @PreDestroy
    void close() {
        synchronized (watched) {
            closed = true;
            watched.notifyAll();
        }
    }
}
