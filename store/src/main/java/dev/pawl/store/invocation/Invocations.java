package dev.pawl.store.invocation;

import dev.pawl.store.database.StoreClock;
import dev.pawl.store.tenant.Tenants;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    ///
    /// @param reset which reset of the story asks: what another one finished is done anew
    public Entry begin(String tenant, String runId, String step, String inputDigest, @Nullable String reset) {
        return tenants.in(tenant, () -> {
            Instant now = clock.now();
            invocations.insert(runId, step, inputDigest, reset, now);
            Invocation found = invocations.lock(runId, step).orElseThrow();
            if (!Objects.equals(found.reset(), reset)) {
                invocations.beginAnew(runId, step, inputDigest, reset, now);
                found = invocations.lock(runId, step).orElseThrow();
            }
            if (!found.inputDigest().equals(inputDigest)) {
                return new Entry.OtherInput(found.inputDigest());
            }
            if (found.finishedAt() != null) {
                return new Entry.Finished(Objects.requireNonNull(found.result()));
            }
            invocations.takeOver(runId, step, now);
            Hold hold = new Hold(tenant, runId, step, found.fence() + 1);
            return new Entry.Held(hold, found.tries() + 1, found.checkpoint());
        });
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
