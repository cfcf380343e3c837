package dev.pawl.gateway.run;

import dev.pawl.store.StoreUnavailableException;
import dev.pawl.store.event.Event;
import dev.pawl.store.event.Events;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.RunStatus;
import dev.pawl.store.run.Runs;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// The events of a run as they happen, for one who watches. A watcher is given as much as it takes: nothing is gathered
/// for a slow one, and whoever comes back goes on behind the last event that it saw.
@Singleton
final class EventStream {

    private static final Duration BETWEEN_SIGNS_OF_LIFE = Duration.ofSeconds(10);
    private static final int BATCH = 100;

    private final Events events;
    private final Runs runs;
    private final RunViews views;
    private final Watchtower watchtower;
    private final Scheduler threads = Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());

    EventStream(Events events, Runs runs, RunViews views, Watchtower watchtower) {
        this.events = events;
        this.runs = runs;
        this.views = views;
        this.watchtower = watchtower;
    }

    Publisher<io.micronaut.http.sse.Event<String>> after(String tenant, String run, long seen) {
        return Flux.<io.micronaut.http.sse.Event<String>, Watcher>generate(
                        () -> new Watcher(tenant, run, seen), (watcher, sink) -> watcher.next(sink))
                .subscribeOn(threads);
    }

    private final class Watcher {

        private final String tenant;
        private final String run;
        private final Deque<Event> batch = new ArrayDeque<>();
        private long seen;
        private boolean over;

        Watcher(String tenant, String run, long seen) {
            this.tenant = tenant;
            this.run = run;
            this.seen = seen;
        }

        /// The next event; nothing but a sign of life where there is none for a while; the end with the run.
        Watcher next(SynchronousSink<io.micronaut.http.sse.Event<String>> sink) {
            if (over) {
                sink.complete();
                return this;
            }
            try {
                Event event = event();
                if (event != null) {
                    seen = event.seq();
                    sink.next(io.micronaut.http.sse.Event.of(views.write(views.of(event)))
                            .id(Long.toString(event.seq()))
                            .name("event"));
                } else if (isOver()) {
                    over = true;
                    sink.next(io.micronaut.http.sse.Event.of(views.write(views.of(known())))
                            .id(Long.toString(seen))
                            .name("end"));
                } else {
                    sink.next(io.micronaut.http.sse.Event.of("").comment("still watching"));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                sink.complete();
            } catch (StoreUnavailableException e) {
                over = true;
                sink.next(io.micronaut.http.sse.Event.of(views.write(Map.of("detail", String.valueOf(e.getMessage()))))
                        .name("lost"));
            }
            return this;
        }

        private @Nullable Event event() throws InterruptedException {
            if (batch.isEmpty()) {
                batch.addAll(events.after(tenant, run, seen, BATCH));
            }
            if (batch.isEmpty() && !isOver()) {
                watchtower.await(tenant, run, seen, BETWEEN_SIGNS_OF_LIFE);
                batch.addAll(events.after(tenant, run, seen, BATCH));
            }
            return batch.poll();
        }

        /// An event may still be written while the run ends: over it is only when all of them were seen.
        private boolean isOver() {
            Run now = known();
            return now.status() == RunStatus.ENDED && now.lastEvent() <= seen;
        }

        private Run known() {
            return runs.find(tenant, run).orElseThrow();
        }
    }
}
