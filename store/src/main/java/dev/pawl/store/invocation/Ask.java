package dev.pawl.store.invocation;

import dev.pawl.store.database.StoreClock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How a story asks for a step.
///
/// @param inputDigest of all that the step is told
/// @param reset which reset of the story asks, once it was reset
/// @param told when the story asked, by its own time: a story that is told anew asks later
public record Ask(String inputDigest, @Nullable String reset, Instant told) {

    public Ask {
        told = StoreClock.inMicroseconds(told);
    }
}
