package dev.pawl.store.invocation;

/// Somebody else has taken the invocation over since: what this holder still does counts for nothing, and it should
/// stop.
public final class FencedOffException extends RuntimeException {

    private static final long serialVersionUID = 1;

    FencedOffException(Hold hold) {
        super("The invocation '" + hold.step() + "' of run '" + hold.runId() + "' is no longer held with fence "
                + hold.fence() + ": somebody else took it over or finished it. Stop working on it.");
    }
}
