package dev.pawl.gateway.run;

import dev.pawl.gateway.access.Caller;
import dev.pawl.gateway.access.Needs;
import dev.pawl.gateway.problem.Page;
import dev.pawl.gateway.problem.Problem;
import dev.pawl.store.access.Scope;
import dev.pawl.store.event.Events;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.RunPage;
import dev.pawl.store.run.Runs;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How runs go.
@Controller("/v1/runs")
final class RunController {

    private static final Pattern RUN_ID = Pattern.compile("[a-z]+-[0-9a-z-]{1,80}");

    private final Runs runs;
    private final Events events;
    private final RunViews views;

    RunController(Runs runs, Events events, RunViews views) {
        this.runs = runs;
        this.events = events;
        this.views = views;
    }

    @Get
    @Needs(Scope.READ)
    RunsView list(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @QueryValue(defaultValue = "50") int limit,
            @QueryValue @Nullable String after) {
        RunPage page = Page.of(() -> runs.list(caller.tenant(), Page.limit(limit), after));
        return new RunsView(page.runs().stream().map(views::of).toList(), page.next());
    }

    @Get("/{id}")
    @Needs(Scope.READ)
    RunView show(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
        return views.of(run(caller, id));
    }

    @Get("/{id}/events")
    @Needs(Scope.READ)
    EventsView events(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            String id,
            @QueryValue(defaultValue = "0") long after,
            @QueryValue(defaultValue = "100") int limit) {
        run(caller, id);
        List<EventsView.EventView> found = events.after(caller.tenant(), id, after, Page.limit(limit)).stream()
                .map(views::of)
                .toList();
        return new EventsView(found, found.isEmpty() ? after : found.getLast().seq());
    }

    private Run run(Caller caller, String id) {
        return Optional.of(id)
                .filter(known -> RUN_ID.matcher(known).matches())
                .flatMap(known -> runs.find(caller.tenant(), known))
                .orElseThrow(() -> Problem.of(
                                "run-unknown",
                                HttpStatus.NOT_FOUND,
                                "There is no such run",
                                "No run of this tenant has the id %s. List the runs to find it.".formatted(id))
                        .exception());
    }
}
