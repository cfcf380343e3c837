package dev.pawl.store.run;

/// Where a run is in its life.
public enum RunStatus {
    SUBMITTED,
    RUNNING,
    /// It stands still until a time, and goes on by itself.
    PARKED,
    /// It stands still until a person decides.
    NEEDS_HUMAN,
    ENDED
}
