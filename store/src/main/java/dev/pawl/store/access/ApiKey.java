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
}
