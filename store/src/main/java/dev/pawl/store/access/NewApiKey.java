package dev.pawl.store.access;

import dev.pawl.store.database.StoreClock;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A key that somebody wants to have.
///
/// @param expiresAt when it stops to open anything; absent, it does so only when it is revoked
public record NewApiKey(
        String name, Set<Scope> scopes, @Nullable Instant expiresAt) {

    public NewApiKey {
        scopes = Set.copyOf(scopes);
        expiresAt = expiresAt == null ? null : StoreClock.inMicroseconds(expiresAt);
        if (name.isBlank()) {
            throw new IllegalArgumentException("A key needs a name that says who uses it.");
        }
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("A key without a scope opens nothing. Give it at least one.");
        }
    }
}
