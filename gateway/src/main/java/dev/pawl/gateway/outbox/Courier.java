package dev.pawl.gateway.outbox;

import dev.pawl.gateway.garbage.Caretaker;
import jakarta.inject.Singleton;

/// What a gateway does unasked. It keeps the store and Temporal of one mind: takes to the one what the other accepted,
/// and asks back about what went quiet. And it has taken away what is needed no more.
@Singleton
public final class Courier {

    private final Dispatcher dispatcher;
    private final Reconciler reconciler;
    private final Caretaker caretaker;

    Courier(Dispatcher dispatcher, Reconciler reconciler, Caretaker caretaker) {
        this.dispatcher = dispatcher;
        this.reconciler = reconciler;
        this.caretaker = caretaker;
    }

    public void open() {
        dispatcher.open();
        reconciler.open();
        caretaker.open();
    }

    /// Says why the two drift apart, if they do.
    public void check() {
        dispatcher.check();
        reconciler.check();
    }

    public void close() {
        caretaker.close();
        reconciler.close();
        dispatcher.close();
    }
}
