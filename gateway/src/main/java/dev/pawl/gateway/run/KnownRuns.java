package dev.pawl.gateway.run;

import dev.pawl.gateway.access.Caller;
import dev.pawl.gateway.problem.Problem;
import dev.pawl.gateway.problem.ProblemException;
import dev.pawl.store.overview.Overview;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.Runs;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/// Finds the run that a path names.
@Singleton
public final class KnownRuns {

    private static final Pattern RUN_ID = Pattern.compile("[a-z]+-[0-9a-z-]{1,80}");

    private final Runs runs;
    private final OverviewLane overviews;

    KnownRuns(Runs runs, OverviewLane overviews) {
        this.runs = runs;
        this.overviews = overviews;
    }

    public Run of(Caller caller, String id) {
        return runs.find(caller.tenant(), required(id)).orElseThrow(() -> absent(id));
    }

    /// The same, with all that belongs to it, when it is read.
    CompletableFuture<Overview> overview(Caller caller, String id) {
        return overviews.find(caller.tenant(), required(id)).thenApply(found -> found.orElseThrow(() -> absent(id)));
    }

    private static String required(String id) {
        if (!RUN_ID.matcher(id).matches()) {
            throw unknown("That is no id of a run, which reads like bugfix-1234abcd. List the runs to find it.");
        }
        return id;
    }

    private static ProblemException absent(String id) {
        return unknown("No run of this tenant has the id %s. List the runs to find it.".formatted(id));
    }

    private static ProblemException unknown(String detail) {
        return Problem.of("run-unknown", HttpStatus.NOT_FOUND, "There is no such run", detail)
                .exception();
    }
}
