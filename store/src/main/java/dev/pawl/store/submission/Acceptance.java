package dev.pawl.store.submission;

import dev.pawl.store.run.Run;

/// What became of a submission.
public sealed interface Acceptance {

    /// It is new: its run is stored and will be started.
    record Accepted(Run run) implements Acceptance {}

    /// An open run mends the same failure of the same repository: it joined that one, and nothing is started.
    record Joined(Run run) implements Acceptance {}

    /// It was asked for before, in the same words: this is its run.
    record AlreadyKnown(Run run) implements Acceptance {}

    /// Its key was used before for something else; nothing was stored.
    record Conflict(String runId) implements Acceptance {}
}
