package dev.pawl.local.process;

import dev.pawl.local.part.Probe;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is written down of a part while the house is open, so that others can find, ask and end it.
public record PartRecord(
        String name,
        State state,
        @Nullable ProcessIdentity process,
        List<String> command,
        Probe probe,
        int restarts,
        @Nullable String note) {

    /// Where a part is between its start and its end.
    public enum State {
        /// It runs but is not ready.
        STARTING,
        /// It was ready.
        READY,
        /// It has ended and will be started again.
        WAITING
    }

    public PartRecord {
        command = List.copyOf(command);
    }

    /// The same part in another state.
    public PartRecord in(State next, @Nullable String why) {
        return new PartRecord(name, next, process, command, probe, restarts, why);
    }
}
