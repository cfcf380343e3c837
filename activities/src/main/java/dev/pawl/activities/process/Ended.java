package dev.pawl.activities.process;

import java.time.Duration;

/// How a program ended.
///
/// @param exitCode its own, where it ended by itself; 128 and the signal's number where a signal ended it
public record Ended(How how, int exitCode, Duration took) {

    public enum How {
        /// By itself, or by a signal that was not ours.
        EXITED,
        /// It ran too long.
        OVERRAN,
        /// It said nothing for too long.
        FELL_SILENT,
        /// It said too much.
        SAID_TOO_MUCH
    }

    public boolean isFine() {
        return how == How.EXITED && exitCode == 0;
    }
}
