package dev.pawl.gateway.run;

import dev.pawl.store.StoreUnavailableException;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.Runs;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks after the runs that somebody watches, for all watchers together: one short question for each tenant a few
/// times a second, and none while nobody watches.
@Singleton
public final class Watchtower {

    private static final Logger LOG = LoggerFactory.getLogger(Watchtower.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Runs runs;
    private final Map<Place, Watched> watched = new HashMap<>();
    private final AtomicInteger streams = new AtomicInteger();
    private @Nullable Thread lookout;
    private long looks;
    private boolean closed;

    Watchtower(Runs runs, MeterRegistry metrics) {
        this.runs = runs;
        Gauge.builder("pawl.streams", streams, AtomicInteger::get)
                .description("watchers that are told of a run as it goes on")
                .register(metrics);
    }

    private record Place(String tenant, String run) {}

    private static final class Watched {
        private int watchers;
        private @Nullable Run run;
        private long look;
    }

    /// Waits until the run holds news for the one who asks, and returns it; null when patience, or the day, is over.
    /// An earlier look counts for nothing, because the one who asks may know better already.
    @Nullable
    Run await(String tenant, String run, Predicate<Run> news, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        Place place = new Place(tenant, run);
        synchronized (watched) {
            Watched one = watched.computeIfAbsent(place, _ -> new Watched());
            long before = looks;
            one.watchers++;
            try {
                while (!closed && (one.run == null || one.look <= before || !news.test(one.run))) {
                    long left = (until - System.nanoTime()) / 1_000_000;
                    if (left <= 0) {
                        return null;
                    }
                    if (lookout == null) {
                        lookout = Thread.ofVirtual().name("watchtower").start(this::look);
                    }
                    watched.wait(left);
                }
                return closed ? null : one.run;
            } finally {
                one.watchers--;
                if (one.watchers == 0) {
                    watched.remove(place);
                }
            }
        }
    }

    void welcome() {
        streams.incrementAndGet();
    }

    void letGo() {
        streams.decrementAndGet();
    }

    /// The run as it is now.
    Run latest(String tenant, String run) {
        return runs.find(tenant, run).orElseThrow();
    }

    boolean isClosed() {
        synchronized (watched) {
            return closed;
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
        } finally {
            goHome();
        }
    }

    /// Whoever waits next sends another one out, whatever this one died of.
    private void goHome() {
        synchronized (watched) {
            if (Thread.currentThread().equals(lookout)) {
                lookout = null;
            }
        }
    }

    /// The runs that are watched; where there are none, the lookout goes home.
    private Map<String, Set<String>> places() {
        synchronized (watched) {
            if (watched.isEmpty() || closed) {
                lookout = null;
                return Map.of();
            }
            looks++;
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
                        one.run = run;
                        one.look = looks;
                    }
                }
                watched.notifyAll();
            }
        } catch (StoreUnavailableException e) {
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("watchers wait for the store");
        }
    }

    /// Sends all home who watch: another gateway tells them the rest.
    @PreDestroy
    public void close() {
        synchronized (watched) {
            closed = true;
            watched.notifyAll();
        }
    }
}
