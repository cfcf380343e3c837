package dev.pawl.store.access;

/// What came of revoking a key.
public enum Revocation {
    /// It opens nothing any more.
    DONE,
    /// There is no such key, or it had been revoked before.
    UNKNOWN,
    /// Without it, sooner or later nobody could manage the tenant's keys: it stays in force.
    LAST_OPERATOR
}
