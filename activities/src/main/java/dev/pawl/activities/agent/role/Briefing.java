package dev.pawl.activities.agent.role;

import org.jspecify.annotations.Nullable;

/// All that an agent with a role is told.
///
/// @param model which model it is to think with; absent, as its runtime's settings say
/// @param system who it is
/// @param prompt what it is to do
public record Briefing(Resolved of, @Nullable String model, String system, String prompt) {

    public Role role() {
        return of.role();
    }
}
