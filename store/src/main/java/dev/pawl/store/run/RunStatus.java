package dev.pawl.store.run;

/// Where a run is in its life.
public enum RunStatus {
    SUBMITTED,
    RUNNING,
    ENDED
}
