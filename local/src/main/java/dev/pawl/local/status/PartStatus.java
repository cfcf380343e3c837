package dev.pawl.local.status;

import org.jspecify.annotations.Nullable;

/// How one part is. `state` is starting, ready, waiting (it ended and will be started again) or gone.
public record PartStatus(
        String name,
        String state,
        String address,
        @Nullable Long pid,
        long memoryBytes,
        String health,
        @Nullable String reason,
        int restarts) {

    /// Whether it does its work.
    boolean isUp() {
        return "up".equals(health);
    }
}
