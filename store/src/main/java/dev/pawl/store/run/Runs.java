package dev.pawl.store.run;

import dev.pawl.store.database.Outage;
import dev.pawl.store.database.StoreClock;
import dev.pawl.store.tenant.Tenants;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The runs of a tenant, as their stories tell them.
@Singleton
public final class Runs {

    /// Nothing was heard later than this: a later time was written by a clock that has gone back since, or goes ahead
    /// of this one.
    private static final Duration FARTHEST = Duration.ofMinutes(5);

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
        create(tenant, new NewRun(runId, kind, title, null, null));
    }

    /// Writes down a run that is yet to begin, unless an open one mends the same failure already: then that one is
    /// answered.
    public Run create(String tenant, NewRun run) {
        return tenants.in(tenant, () -> {
            while (true) {
                Optional<Run> known = inserts(run)
                        ? runs.find(run.id())
                        : runs.open(
                                Objects.requireNonNull(run.repository()), Objects.requireNonNull(run.fingerprint()));
                if (known.isPresent()) {
                    return known.get();
                }
            }
        });
    }

    private boolean inserts(NewRun run) {
        return runs.insert(run.id(), run.kind(), run.title(), run.repository(), run.fingerprint(), clock.now()) != null;
    }

    public Optional<Run> find(String tenant, String runId) {
        return tenants.in(tenant, () -> runs.find(runId));
    }

    /// The newest runs first; go on with the page's `next`.
    public RunPage list(String tenant, RunFilter filter, int limit, @Nullable String cursor) {
        if (limit < 1) {
            throw new IllegalArgumentException("A page of " + limit + " runs cannot be had. Ask for at least one.");
        }
        RunCursor place = cursor == null ? RunCursor.first() : RunCursor.parse(cursor);
        List<Run> found =
                tenants.ask(tenant, PageQuestion.of(filter, place, limit + 1), answers -> answers.next(Run.class));
        if (found.size() <= limit) {
            return new RunPage(found, null);
        }
        List<Run> page = found.subList(0, limit);
        return new RunPage(page, RunCursor.after(page.getLast()).toString());
    }

    /// Those of these runs that there are.
    public List<Run> all(String tenant, Collection<String> runIds) {
        return tenants.in(tenant, () -> runs.all(runIds));
    }

    /// The tenants that have open runs of which nothing was heard for so long.
    public List<String> tenantsWithQuietRuns(Duration silence) {
        try {
            Instant now = clock.now();
            return runs.tenantsWithQuietRuns(now.minus(silence), now.plus(FARTHEST));
        } catch (RuntimeException failure) {
            throw Outage.of(failure);
        }
    }

    /// Open runs of which nothing was heard for so long, each given to one asker only.
    public List<Run> claimQuiet(String tenant, Duration silence, int limit) {
        return tenants.in(tenant, () -> {
            Instant now = clock.now();
            return runs.claimQuiet(now, now.minus(silence), now.plus(FARTHEST), limit);
        });
    }

    /// Writes down that a story ended without a word; says false, and changes nothing, when it has told something
    /// since.
    public boolean endUnheard(String tenant, Run asSeen, String outcome) {
        return tenants.in(tenant, () -> {
            Instant now = clock.now();
            Instant execution = runs.endUnheard(asSeen.id(), asSeen.revision(), outcome, now);
            return execution != null
                    && record(
                            asSeen.id(),
                            new Revision(execution, asSeen.revision() + 1),
                            new StageChange(RunStatus.ENDED, null, null),
                            now);
        });
    }

    /// Writes down what a run waits for that nobody gives it, in a sentence, and since when; or, without a reason, that
    /// it waits no more. Changes nothing when its story has told something since.
    public void stall(String tenant, Run asSeen, @Nullable String reason, @Nullable Instant since) {
        tenants.in(tenant, () -> runs.stall(asSeen.id(), asSeen.revision(), reason, since));
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
        return standStill(tenant, runId, revision, new StageChange(RunStatus.NEEDS_HUMAN, stage, null), waitsFor);
    }

    /// Writes down that a story stands still until a time, and why, as JSON; says false, and changes nothing, when
    /// something newer is known already.
    public boolean park(String tenant, String runId, Revision revision, @Nullable String stage, String waitsFor) {
        return standStill(tenant, runId, revision, new StageChange(RunStatus.PARKED, stage, null), waitsFor);
    }

    private boolean standStill(String tenant, String runId, Revision revision, StageChange change, String waitsFor) {
        return tenants.in(tenant, () -> {
            Instant now = clock.now();
            int stood = runs.pause(
                    runId, revision.execution(), revision.number(), change.status(), change.stage(), waitsFor, now);
            return stood == 1 && record(runId, revision, change, now);
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

    private boolean record(String runId, Revision revision, StageChange change, Instant at) {
        stages.insert(new Stage(
                runId, revision.execution(), revision.number(), change.status(), change.stage(), change.detail(), at));
        return true;
    }
}
