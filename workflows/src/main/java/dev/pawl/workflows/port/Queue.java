package dev.pawl.workflows.port;

import java.util.Locale;

/// A pool: the task queue of that name, and the workers that poll it.
public enum Queue {
    /// Stories, and the short bookkeeping between their steps.
    CONTROL,
    /// The work itself.
    WORK;

    public String taskQueue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
