package dev.pawl.store.run;

import dev.pawl.store.database.StoreClock;
import dev.pawl.store.tenant.Tenants;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The runs of a tenant, as their stories tell them.
@Singleton
public final class Runs {

    private final Tenants tenants;
    private final RunRepository runs;
    private final StageRepository stages;
    private final StoreClock clock;

    Runs(Tenants tenants, RunRepository runs, StageRepository stages, StoreClock clock) {
        this.tenants = tenants;
        this.runs = runs;
        this.stages = stages;
        this.clock = clock;
    }

    /// Writes down a run that is yet to begin.
    public void create(String tenant, String runId, String kind, String title) {
        tenants.in(tenant, () -> runs.insert(runId, kind, title, clock.now()));
    }

    public Optional<Run> find(String tenant, String runId) {
        return tenants.in(tenant, () -> runs.find(runId));
    }

    /// The newest runs first; go on with the page's `next`.
    public RunPage list(String tenant, int limit, @Nullable String cursor) {
        if (limit < 1) {
            throw new IllegalArgumentException("A page of " + limit + " runs cannot be had. Ask for at least one.");
        }
        List<Run> found = tenants.in(tenant, () -> cursor == null ? runs.newest(limit + 1) : after(cursor, limit + 1));
        if (found.size() <= limit) {
            return new RunPage(found, null);
        }
        List<Run> page = found.subList(0, limit);
        return new RunPage(page, RunCursor.after(page.getLast()).toString());
    }

    /// Writes down that a story moved on; says false, and changes nothing, when something newer is known already.
    public boolean move(String tenant, String runId, Revision revision, StageChange change) {
        return tenants.in(tenant, () -> {
            Instant now = clock.now();
            int moved = runs.move(runId, revision.execution(), revision.number(), change.status(), change.stage(), now);
            return moved == 1 && record(runId, revision, change, now);
        });
    }

    /// Writes down that a story stands still, and what it asks a person, as JSON; says false, and changes nothing, when
    /// something newer is known already.
    public boolean pause(String tenant, String runId, Revision revision, @Nullable String stage, String waitsFor) {
        return tenants.in(tenant, () -> {
            Instant now = clock.now();
            int paused = runs.pause(runId, revision.execution(), revision.number(), stage, waitsFor, now);
            return paused == 1 && record(runId, revision, new StageChange(RunStatus.NEEDS_HUMAN, stage, null), now);
        });
    }

    /// Writes down how a story ended, as JSON; says false, and changes nothing, when something newer is known already.
    public boolean end(String tenant, String runId, Revision revision, String outcome) {
        return tenants.in(tenant, () -> {
            Instant now = clock.now();
            int ended = runs.end(runId, revision.execution(), revision.number(), outcome, now);
            return ended == 1 && record(runId, revision, new StageChange(RunStatus.ENDED, null, null), now);
        });
    }

    /// All changes of a run, in the story's order.
    public List<Stage> stages(String tenant, String runId) {
        return tenants.in(tenant, () -> stages.of(runId));
    }

    private List<Run> after(String cursor, int limit) {
        RunCursor place = RunCursor.parse(cursor);
        return runs.newestAfter(place.createdAt(), place.id(), limit);
    }

    private boolean record(String runId, Revision revision, StageChange change, Instant at) {
        stages.insert(new Stage(
                runId, revision.execution(), revision.number(), change.status(), change.stage(), change.detail(), at));
        return true;
    }
}
