package dev.pawl.workflows.port;

import dev.pawl.workflows.port.sandbox.Level;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A pool: the task queue of that name, and the workers that poll it. A pool that runs what strangers wrote has a task
/// queue more for each level of shutting it in, polled by the workers that proved that level.
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

    /// Where work waits that must be shut in at least so well; absent, it is work from before there were levels.
    public String taskQueue(@Nullable Level least) {
        return least == null || least == Level.NONE ? taskQueue() : taskQueue() + "." + least.word();
    }
}
