package dev.pawl.local.part;

import dev.pawl.local.process.Signal;
import java.time.Duration;

/// How a part is asked to end, and how long it may take before it is killed.
public record Stop(Signal signal, Duration grace) {

    /// Ends on TERM within this time.
    public static Stop within(Duration grace) {
        return new Stop(Signal.TERM, grace);
    }
}
