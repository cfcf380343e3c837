package dev.pawl.store.invocation;

import org.jspecify.annotations.Nullable;

/// What somebody finds who begins an invocation.
public sealed interface Entry {

    /// It is yours: go on from the checkpoint if there is one, and write with this hold.
    record Held(Hold hold, int tries, @Nullable String checkpoint) implements Entry {}

    /// It was finished before: this is its result, as JSON.
    record Finished(String result) implements Entry {}

    /// A later telling of the story has begun the step: nothing was touched, and this one is to let go of it.
    record Overtaken() implements Entry {}
}
