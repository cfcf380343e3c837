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
    /// Asked by a reset of the story, or with another input, it is done anew; who was asked before is too late.
    public Entry begin(String tenant, String runId, String step, Ask asked) {
        return tenants.in(tenant, () -> {
            Instant now = clock.now();
            Long first = invocations.insert(runId, step, asked.inputDigest(), asked.reset(), asked.told(), now);
            if (first != null) {
                return new Entry.Held(new Hold(tenant, runId, step, first), 1, null);
            }
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
        checkpoint(hold, checkpoint, null);
    }

    /// The same, with what the agent said and heard until here.
    ///
    /// @param transcript digest of a blob that was just put; absent, the one from before stays
    public void checkpoint(Hold hold, String checkpoint, @Nullable String transcript) {
        int saved = tenants.in(hold.tenant(), () -> {
            if (transcript != null && invocations.hold(transcript) == null) {
                throw new IllegalStateException(
                        "The blob " + transcript + " is not kept, or was collected before anything referred to it.");
            }
            return invocations.checkpoint(hold.runId(), hold.step(), hold.fence(), checkpoint, transcript, clock.now());
        });
        refuseUnlessHeld(hold, saved);
    }

    /// Saves where a successor would go on, as JSON, for one who got no further; refused to whom the hold was taken
    /// from.
    ///
    /// @param tried whether this counts as a try: it does not where the agent was kept from trying
    public void leave(Hold hold, String checkpoint, boolean tried) {
        int left = tenants.in(
                hold.tenant(),
                () -> invocations.leave(
                        hold.runId(), hold.step(), hold.fence(), checkpoint, tried ? 0 : 1, clock.now()));
        refuseUnlessHeld(hold, left);
    }

    /// Counts this one's beginning as no try: what it stands on kept it from trying.
    public void forgive(Hold hold) {
        tenants.in(hold.tenant(), () -> {
            invocations.forgive(hold.runId(), hold.step(), hold.fence(), clock.now());
        });
    }

    /// Refuses whom the hold was taken from; until the end of the transaction, it is taken from nobody.
    public void confirm(Hold hold) {
        Long held = tenants.in(
                        hold.tenant(),
                        () -> Optional.ofNullable(invocations.confirm(hold.runId(), hold.step(), hold.fence())))
                .orElse(null);
        if (held == null) {
            throw new FencedOffException(hold);
        }
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
