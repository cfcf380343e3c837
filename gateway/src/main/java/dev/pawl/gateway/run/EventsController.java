package dev.pawl.gateway.run;

import dev.pawl.gateway.access.Caller;
import dev.pawl.gateway.access.Needs;
import dev.pawl.gateway.problem.Page;
import dev.pawl.store.access.Scope;
import dev.pawl.store.event.Events;
import dev.pawl.store.run.Run;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/// What happened in a run: a page of it, or all of it while it happens for those who ask for a stream.
@Controller("/v1/runs")
final class EventsController {

    private final KnownRuns runs;
    private final Events events;
    private final RunViews views;
    private final EventStream stream;

    EventsController(KnownRuns runs, Events events, RunViews views, EventStream stream) {
        this.runs = runs;
        this.events = events;
        this.views = views;
        this.stream = stream;
    }

    @Get("/{id}/events")
    @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM})
    @Needs(Scope.READ)
    HttpResponse<?> events(
            HttpRequest<?> http,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            String id,
            @QueryValue(defaultValue = "0") long after,
            @QueryValue(defaultValue = "100") int limit,
            @QueryValue @Nullable String with,
            @Header("Last-Event-ID") @Nullable String lastEventId) {
        Run run = runs.of(caller, id);
        if (with != null && !with.equals("run")) {
            throw Page.unprocessable(
                    "with is not 'run'. Leave it out, or ask a stream for the run's own changes by it.");
        }
        if (after < 0) {
            throw Page.unprocessable(
                    "after is %d. It is the number of the last event that was seen, or 0.".formatted(after));
        }
        return http.accept().contains(MediaType.TEXT_EVENT_STREAM_TYPE)
                ? streamed(stream.after(
                        caller.tenant(), run, lastEventId == null ? after : number(lastEventId), with != null))
                : HttpResponse.ok(page(caller, run.id(), after, Page.limit(limit)))
                        .contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    /// A proxy on the way is asked to let each event through as it comes.
    private static HttpResponse<?> streamed(Publisher<?> happening) {
        return HttpResponse.ok(happening)
                .contentType(MediaType.TEXT_EVENT_STREAM_TYPE)
                .header("Cache-Control", "no-store")
                .header("X-Accel-Buffering", "no");
    }

    private EventsView page(Caller caller, String run, long after, int limit) {
        List<EventsView.EventView> found = events.after(caller.tenant(), run, after, limit).stream()
                .map(views::of)
                .toList();
        return new EventsView(found, found.isEmpty() ? after : found.getLast().seq());
    }

    private static long number(String lastEventId) {
        if (!lastEventId.matches("[0-9]{1,18}")) {
            throw Page.unprocessable("Last-Event-ID is the number of an event, as the stream gave it.");
        }
        return Long.parseLong(lastEventId);
    }
}
