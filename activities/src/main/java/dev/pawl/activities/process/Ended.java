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
        SAID_TOO_MUCH,
        /// It filled more of the disk than it may.
        WROTE_TOO_MUCH,
        /// It needed more memory than it may have.
        GREW_TOO_LARGE
    }

    /// The same, seen otherwise.
    public Ended as(How other) {
        return new Ended(other, exitCode, took);
    }

    public boolean isFine() {
        return how == How.EXITED && exitCode == 0;
    }
}
