package dev.pawl.store.invocation;

import dev.pawl.store.database.StoreClock;
import dev.pawl.store.tenant.Tenants;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/// The invocations of a run: begun once each, taken over from whoever died, finished once.
@Singleton
public final class Invocations {

    private final Tenants tenants;
    private final InvocationRepository invocations;
    private final StoreClock clock;

    Invocations(Tenants tenants, InvocationRepository invocations, StoreClock clock) {
        this.tenants = tenants;
        this.invocations = invocations;
        this.clock = clock;
    }

    /// Begins an invocation, takes it over, or finds its result; whoever held it before is fenced off from now on.
    /// Asked by a reset of the story, or with another input, it is done anew; who was asked before is too late.
    public Entry begin(String tenant, String runId, String step, Ask asked) {
        return tenants.in(tenant, () -> {
            Instant now = clock.now();
            invocations.insert(runId, step, asked.inputDigest(), asked.reset(), asked.told(), now);
            Invocation found = invocations.lock(runId, step).orElseThrow();
            if (asked.told().isBefore(found.told())) {
                return new Entry.Overtaken();
            }
            if (!isOf(found, asked)) {
                invocations.beginAnew(runId, step, asked.inputDigest(), asked.reset(), now);
                found = invocations.lock(runId, step).orElseThrow();
            }
            if (found.finishedAt() != null) {
                return new Entry.Finished(Objects.requireNonNull(found.result()));
            }
            invocations.takeOver(runId, step, asked.told(), now);
            Hold hold = new Hold(tenant, runId, step, found.fence() + 1);
            return new Entry.Held(hold, found.tries() + 1, found.checkpoint());
        });
    }

    private static boolean isOf(Invocation found, Ask asked) {
        return found.inputDigest().equals(asked.inputDigest()) && Objects.equals(found.reset(), asked.reset());
    }

    /// Saves where a successor would go on, as JSON; refused to whom the hold was taken from.
    public void checkpoint(Hold hold, String checkpoint) {
        int saved = tenants.in(
                hold.tenant(),
                () -> invocations.checkpoint(hold.runId(), hold.step(), hold.fence(), checkpoint, clock.now()));
        refuseUnlessHeld(hold, saved);
    }

    /// Saves what came of it, as JSON; refused to whom the hold was taken from.
    public void finish(Hold hold, String result) {
        int finished = tenants.in(
                hold.tenant(), () -> invocations.finish(hold.runId(), hold.step(), hold.fence(), result, clock.now()));
        refuseUnlessHeld(hold, finished);
    }

    public Optional<Invocation> find(String tenant, String runId, String step) {
        return tenants.in(tenant, () -> invocations.find(runId, step));
    }

    private static void refuseUnlessHeld(Hold hold, int rows) {
        if (rows == 0) {
            throw new FencedOffException(hold);
        }
    }
}
