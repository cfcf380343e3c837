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

    private static final int LONGEST_NAME = 200;
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    public NewApiKey {
        scopes = Set.copyOf(scopes);
        expiresAt = expiresAt == null ? null : StoreClock.inMicroseconds(expiresAt);
        if (name.isBlank()) {
            throw new IllegalArgumentException("A key needs a name that says who uses it.");
        }
        if (name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "A key's name has at most " + LONGEST_NAME + " characters, in one line.");
        }
        if (expiresAt != null && !expiresAt.isBefore(LATEST)) {
            throw new IllegalArgumentException(
                    "A key that expires after the year 9998 never does. Leave the time out.");
        }
        if (scopes.isEmpty()) {
            throw new IllegalArgumentException("A key without a scope opens nothing. Give it at least one.");
        }
    }
}
