package dev.pawl.activities.agent.role;

import java.util.Locale;

/// How much an agent has to be able to think; the operator says which model that takes.
public enum Tier {
    ARCHITECT,
    MANAGER,
    WORKER;

    /// As files write it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
