package dev.pawl.activities.ledger;

import dev.pawl.store.StoreUnavailableException;
import dev.pawl.store.run.Revision;
import dev.pawl.store.run.RunStatus;
import dev.pawl.store.run.Runs;
import dev.pawl.store.run.StageChange;
import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.ledger.Moment;
import jakarta.inject.Singleton;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// Lets the store follow the story: every activity says first where its story stands.
@Singleton
public final class Chronicle {

    private final Runs runs;

    public Chronicle(Runs runs) {
        this.runs = runs;
    }

    /// The story has come to this moment. What is known to be later stays.
    public void reached(Moment moment) {
        kept(
                moment,
                () -> runs.move(
                        moment.tenant(),
                        moment.run(),
                        revision(moment),
                        new StageChange(RunStatus.RUNNING, moment.stage(), null)));
    }

    void paused(Moment moment, String waitsFor) {
        kept(moment, () -> runs.pause(moment.tenant(), moment.run(), revision(moment), moment.stage(), waitsFor));
    }

    void parked(Moment moment, String waitsFor) {
        kept(moment, () -> runs.park(moment.tenant(), moment.run(), revision(moment), moment.stage(), waitsFor));
    }

    void ended(Moment moment, String outcome) {
        kept(moment, () -> runs.end(moment.tenant(), moment.run(), revision(moment), outcome));
    }

    /// Says a store that is away in the story's words.
    public static <T> T kept(Supplier<T> work) {
        try {
            return work.get();
        } catch (StoreUnavailableException e) {
            throw Failure.STORE_UNAVAILABLE.because(String.valueOf(e.getMessage()), e);
        }
    }

    /// Nothing is kept of a run that nobody has stored; one of which something later is known is left as it is.
    private void kept(Moment moment, BooleanSupplier work) {
        kept(() -> {
            if (!work.getAsBoolean()) {
                requireRun(moment);
            }
            return true;
        });
    }

    private void requireRun(Moment moment) {
        if (runs.find(moment.tenant(), moment.run()).isEmpty()) {
            throw Failure.RUN_UNKNOWN.because(
                    "The store has no run %s of tenant %s. Start lifecycles through the gateway, which stores them first."
                            .formatted(moment.run(), moment.tenant()),
                    null);
        }
    }

    private static Revision revision(Moment moment) {
        return new Revision(moment.told(), moment.revision());
    }
}
