package dev.pawl.gateway.run;

import dev.pawl.gateway.GatewaySettings;
import dev.pawl.store.StoreUnavailableException;
import dev.pawl.store.event.Events;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.RunStatus;
import io.micronaut.http.sse.Event;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// The events of a run as they happen, for one who watches. A watcher is given as much as it takes: nothing is gathered
/// for a slow one, one that takes nothing at all is sent away, and whoever comes back goes on behind the last event
/// that it saw.
@Singleton
final class EventStream {

    private static final int BATCH = 100;
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

    private final Events events;
    private final RunDetails details;
    private final RunViews views;
    private final Watchtower watchtower;
    private final Duration stalled;
    private final Duration silence;
    private final Scheduler threads = Schedulers.fromExecutorService(Executors.newVirtualThreadPerTaskExecutor());

    EventStream(Events events, RunDetails details, RunViews views, Watchtower watchtower, GatewaySettings settings) {
        this.events = events;
        this.details = details;
        this.views = views;
        this.watchtower = watchtower;
        this.stalled = settings.stalled();
        this.silence = Collections.min(List.of(LONGEST_SILENCE, stalled.dividedBy(3)));
    }

    /// Whoever takes nothing for a while is let go at once, and told so if it reads again; later the connection is cut.
    Publisher<Event<String>> after(String tenant, Run run, long seen, boolean withRun) {
        return Flux.<Event<String>, Watcher>generate(
                        () -> new Watcher(tenant, run, seen, withRun), (watcher, sink) -> watcher.next(sink))
                .subscribeOn(threads)
                .doOnSubscribe(_ -> watchtower.welcome())
                .doFinally(_ -> watchtower.letGo())
                .timeout(
                        stalled,
                        Flux.defer(() -> Flux.just(
                                lost("Nothing was taken from this stream for %d s.".formatted(stalled.toSeconds())))))
                .timeout(stalled.multipliedBy(2));
    }

    private Event<String> lost(String reason) {
        return Event.of(views.write(Map.of("detail", reason + " Ask again, behind the last event that you saw.")))
                .name("lost");
    }

    private final class Watcher {

        private final String tenant;
        private final boolean withRun;
        private final Deque<dev.pawl.store.event.Event> batch = new ArrayDeque<>();
        private Run now;
        private @Nullable Run told;
        private long seen;
        private boolean over;

        Watcher(String tenant, Run now, long seen, boolean withRun) {
            this.tenant = tenant;
            this.now = now;
            this.seen = seen;
            this.withRun = withRun;
        }

        Watcher next(SynchronousSink<Event<String>> sink) {
            if (over) {
                sink.complete();
                return this;
            }
            try {
                sink.next(message());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                sink.complete();
            } catch (StoreUnavailableException e) {
                sink.next(last(lost(String.valueOf(e.getMessage()))));
            }
            return this;
        }

        /// What happened comes before the run that counts it; the end of the run comes when all of it was seen.
        private Event<String> message() throws InterruptedException {
            while (!watchtower.isClosed()) {
                dev.pawl.store.event.Event event = event();
                if (event != null) {
                    seen = event.seq();
                    return Event.of(views.write(views.of(event)))
                            .id(Long.toString(seen))
                            .name("event");
                }
                if (isOver(now)) {
                    now = watchtower.latest(tenant, now.id());
                    if (isOver(now)) {
                        return last(run().id(Long.toString(seen)).name("end"));
                    }
                } else if (isToBeTold(now)) {
                    told = now;
                    return run().name("run");
                } else {
                    Run moved = watchtower.await(tenant, now.id(), this::isNews, silence);
                    if (moved == null && !watchtower.isClosed()) {
                        return Event.of("").comment("still watching");
                    }
                    now = moved == null ? now : moved;
                }
            }
            return last(lost("This gateway shuts down."));
        }

        private dev.pawl.store.event.@Nullable Event event() {
            if (batch.isEmpty() && now.lastEvent() > seen) {
                batch.addAll(events.after(tenant, now.id(), seen, BATCH));
                if (batch.isEmpty()) {
                    seen = now.lastEvent(); // what is gone does not come by asking again
                }
            }
            return batch.poll();
        }

        private Event<String> run() {
            return Event.of(views.write(details.of(tenant, now)));
        }

        private Event<String> last(Event<String> message) {
            over = true;
            return message;
        }

        private boolean isNews(Run run) {
            return run.lastEvent() > seen || isOver(run) || isToBeTold(run);
        }

        private boolean isOver(Run run) {
            return run.status() == RunStatus.ENDED && run.lastEvent() <= seen;
        }

        /// After a reset the story counts its changes anew, so the number alone does not tell.
        private boolean isToBeTold(Run run) {
            return withRun
                    && (told == null
                            || told.revision() != run.revision()
                            || told.status() != run.status()
                            || !Objects.equals(told.stage(), run.stage())
                            || !Objects.equals(told.stalled(), run.stalled()));
        }
    }
}
