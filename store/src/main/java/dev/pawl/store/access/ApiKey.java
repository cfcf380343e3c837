package dev.pawl.store.access;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.MappedProperty;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A key as it is kept: without its secret.
///
/// @param tenant whose data it opens
/// @param secretHash SHA-256 of the secret, which is random and long enough to need nothing slower
@MappedEntity("api_keys")
public record ApiKey(
        @Id String id,
        String tenant,
        String name,
        String secretHash,
        @MappedProperty(converter = ScopesConverter.class) Set<Scope> scopes,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt,
        @Nullable Instant revokedAt) {

    public ApiKey {
        scopes = Set.copyOf(scopes);
    }

    boolean isExpiredAt(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }

    /// Whether it lets its bearer manage keys, as long as it is not revoked.
    boolean operatesAt(Instant now) {
        return scopes.contains(Scope.OPERATE) && !isExpiredAt(now);
    }

    boolean lastsAsLongAs(ApiKey other) {
        return expiresAt == null || (other.expiresAt != null && !expiresAt.isBefore(other.expiresAt));
    }
}
