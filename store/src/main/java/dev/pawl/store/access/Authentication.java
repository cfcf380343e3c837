package dev.pawl.store.access;

import org.jspecify.annotations.Nullable;

/// What presenting a key came to.
public sealed interface Authentication {

    /// The key is good; its tenant and scopes are the caller's.
    record Accepted(ApiKey key) implements Authentication {}

    /// The key opens nothing.
    ///
    /// @param key the key whose id was presented, if there is one: for the audit, never for the caller
    record Refused(Reason reason, @Nullable ApiKey key) implements Authentication {}

    /// Why a key opens nothing.
    enum Reason {
        MALFORMED,
        UNKNOWN,
        WRONG_SECRET,
        REVOKED,
        EXPIRED
    }
}
