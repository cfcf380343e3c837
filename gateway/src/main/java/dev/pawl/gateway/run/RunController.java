package dev.pawl.gateway.run;

import dev.pawl.gateway.access.Caller;
import dev.pawl.gateway.access.Needs;
import dev.pawl.gateway.problem.Page;
import dev.pawl.store.access.Scope;
import dev.pawl.store.run.RunFilter;
import dev.pawl.store.run.RunPage;
import dev.pawl.store.run.RunStatus;
import dev.pawl.store.run.Runs;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// How runs go.
@Controller("/v1/runs")
final class RunController {

    private static final int LONGEST_TEXT = 1000;

    private final Runs runs;
    private final KnownRuns known;
    private final RunViews views;
    private final RunDetails details;
    private final Executor showing;

    RunController(
            Runs runs,
            KnownRuns known,
            RunViews views,
            RunDetails details,
            @Named(TaskExecutors.BLOCKING) ExecutorService showing) {
        this.runs = runs;
        this.known = known;
        this.views = views;
        this.details = details;
        this.showing = showing;
    }

    @Get
    @Needs(Scope.READ)
    RunsView list(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @QueryValue(defaultValue = "50") int limit,
            @QueryValue @Nullable String after,
            @QueryValue @Nullable String kind,
            @QueryValue @Nullable String status,
            @QueryValue @Nullable String repository,
            @QueryValue @Nullable String text) {
        RunFilter filter =
                new RunFilter(said("kind", kind), status(status), said("repository", repository), said("text", text));
        RunPage page = Page.of(() -> runs.list(caller.tenant(), filter, Page.limit(limit), after));
        return new RunsView(page.runs().stream().map(views::of).toList(), page.next());
    }

    @Get("/{id}")
    @Needs(Scope.READ)
    CompletableFuture<RunView> show(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
        return known.overview(caller, id).thenApplyAsync(details::of, showing);
    }

    private static @Nullable RunStatus status(@Nullable String word) {
        if (word == null) {
            return null;
        }
        for (RunStatus status : RunStatus.values()) {
            if (status.name().toLowerCase(Locale.ROOT).equals(word)) {
                return status;
            }
        }
        throw Page.unprocessable("status is '%s'. It is submitted, running, parked, needs_human or ended."
                .formatted(word.length() > LONGEST_TEXT ? "too long" : word));
    }

    private static @Nullable String said(String name, @Nullable String value) {
        if (value != null && (value.length() > LONGEST_TEXT || value.indexOf('\0') >= 0)) {
            throw Page.unprocessable("%s takes %d characters, and no NUL.".formatted(name, LONGEST_TEXT));
        }
        return value;
    }
}
