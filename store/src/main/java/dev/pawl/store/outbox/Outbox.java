package dev.pawl.store.outbox;

import dev.pawl.store.database.Outage;
import dev.pawl.store.database.StoreClock;
import dev.pawl.store.tenant.Tenants;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/// Errands to Temporal: written together with their cause, carried out at least once and, for one run, in order.
@Singleton
public final class Outbox {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /// No errand is put off for longer: one that is due later was written by a clock that has gone back since, or goes
    /// ahead of this one.
    private static final Duration FARTHEST = Duration.ofMinutes(5);

    private static final int LONGEST_REASON = 2_000;

    private final Tenants tenants;
    private final OutboxRepository errands;
    private final StoreClock clock;

    Outbox(Tenants tenants, OutboxRepository errands, StoreClock clock) {
        this.tenants = tenants;
        this.errands = errands;
        this.clock = clock;
    }

    /// Adds an errand; inside `Tenants.in` it is committed together with the rest.
    public void add(String tenant, NewErrand errand) {
        tenants.in(
                tenant,
                () -> errands.insert(
                        errand.verb(), errand.runId(), errand.payload(), errand.traceParent(), clock.now()));
    }

    /// Whether something is still to be asked of Temporal for this run.
    public boolean isWaiting(String tenant, String runId) {
        return tenants.in(tenant, () -> errands.waiting(runId) > 0);
    }

    /// Whether somebody cancelled this run, carried out or not.
    public boolean isCancelled(String tenant, String runId) {
        return tenants.in(tenant, () -> errands.cancels(runId) > 0);
    }

    /// How many errands of a tenant wait; it counts no further than this.
    public long waiting(String tenant, int most) {
        return tenants.in(tenant, () -> errands.waiting(most));
    }

    /// The tenants that have errands to be carried out now.
    public List<String> tenantsWithWork() {
        try {
            Instant now = clock.now();
            return errands.tenantsWithDueWork(now, now.plus(FARTHEST));
        } catch (RuntimeException failure) {
            throw Outage.of(failure);
        }
    }

    /// Takes some due errands, oldest first; whoever takes them has them alone until the lease ends.
    public List<Errand> claim(String tenant, int limit, Duration lease) {
        return tenants.in(tenant, () -> {
            Instant now = clock.now();
            return errands.claim(now, now.plus(FARTHEST), now.plus(lease), limit).stream()
                    .sorted(Comparator.comparingLong(Errand::id))
                    .toList();
        });
    }

    /// The errand was carried out.
    public void done(String tenant, Errand errand) {
        tenants.in(tenant, () -> {
            errands.close(errand.id(), null, clock.now());
        });
    }

    /// The errand did not succeed; it is due again after a pause that doubles each time, up to half a minute.
    public void failed(String tenant, Errand errand, String reason) {
        tenants.in(tenant, () -> {
            errands.postpone(
                    errand.id(),
                    errand.attempts(),
                    shortened(reason),
                    clock.now().plus(pause(errand.attempts())));
        });
    }

    /// The errand can never succeed; it is closed with its reason, and later errands of its run are free to go. A run
    /// that could not be started has ended.
    public void givenUp(String tenant, Errand errand, String reason) {
        tenants.in(tenant, () -> {
            Instant now = clock.now();
            errands.close(errand.id(), shortened(reason), now);
            if (errand.verb() == Verb.START) {
                errands.endUnstarted(errand.runId(), shortened(reason), now);
            }
        });
    }

    static Duration pause(int attempts) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, 20));
        return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }
}
