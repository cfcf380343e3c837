package dev.pawl.activities.agent.role;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of reading a file: a role, or all that is wrong with it.
///
/// @param role absent where anything is wrong
record Reading(@Nullable Role role, List<Fault> faults) {

    Reading {
        faults = List.copyOf(faults);
    }
}
