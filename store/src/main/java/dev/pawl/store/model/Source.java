package dev.pawl.store.model;

/// How well the figures of a call are known.
public enum Source {
    /// The provider told them in its answer.
    MEASURED,
    /// The answer was cut off, or has not ended: they were made from what was seen of it.
    ESTIMATED
}
