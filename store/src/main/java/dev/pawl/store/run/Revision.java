package dev.pawl.store.run;

import dev.pawl.store.database.StoreClock;
import java.time.Instant;

/// The order of a story's changes: a story that was reset counts anew, but its execution began later.
///
/// @param execution when the execution began that tells the change
/// @param number its how manyeth change it is, from 1
public record Revision(Instant execution, long number) {

    public Revision {
        execution = StoreClock.inMicroseconds(execution);
    }
}
