package dev.pawl.workflows.port;

import java.util.Locale;

/// A pool: the task queue of that name, and the workers that poll it.
public enum Queue {
    /// Stories, and the short bookkeeping between their steps.
    CONTROL,
    /// What speaks to origins: fetching and delivering. Its workers hold the credentials.
    WORK,
    /// Agents at work.
    AGENTS,
    /// Gates at work: they run what agents wrote.
    GATES;

    public String taskQueue() {
        return name().toLowerCase(Locale.ROOT);
    }
}
