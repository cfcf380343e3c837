package dev.pawl.store.outbox;

/// What Temporal is asked for.
public enum Verb {
    START,
    CANCEL
}
