package dev.pawl.activities.agent;

import java.time.Duration;

/// One thing that an agent does whom a runtime is tried with.
sealed interface Act {

    /// It tells people something.
    record Say(String text) implements Act {}

    /// It puts one word in the place of another, which has to be there.
    record Change(String path, String word, String other) implements Act {}

    /// It uses something up.
    record Spend(long turns, long costMicros) implements Act {}

    /// Whoever goes on begins after this.
    record Keep() implements Act {}

    /// It takes its time.
    record Pause(Duration time) implements Act {}

    record Done(String summary) implements Act {}

    record Decline(String reason) implements Act {}

    record Crash() implements Act {}
}
