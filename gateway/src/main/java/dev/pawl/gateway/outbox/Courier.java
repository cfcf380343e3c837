package dev.pawl.gateway.outbox;

import jakarta.inject.Singleton;

/// Keeps the store and Temporal of one mind: takes to the one what the other accepted, and asks back about what went
/// quiet.
@Singleton
public final class Courier {

    private final Dispatcher dispatcher;
    private final Reconciler reconciler;

    Courier(Dispatcher dispatcher, Reconciler reconciler) {
        this.dispatcher = dispatcher;
        this.reconciler = reconciler;
    }

    public void open() {
        dispatcher.open();
        reconciler.open();
    }

    /// Says why the two drift apart, if they do.
    public void check() {
        dispatcher.check();
        reconciler.check();
    }

    public void close() {
        reconciler.close();
        dispatcher.close();
    }
}
