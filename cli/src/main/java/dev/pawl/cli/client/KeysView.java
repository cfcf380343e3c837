package dev.pawl.cli.client;

import static java.util.Objects.requireNonNullElse;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The API keys of the tenant. A key itself is shown once, by the call that made it.
public record KeysView(List<Key> keys) {

    public KeysView {
        keys = List.copyOf(requireNonNullElse(keys, List.of()));
    }

    /// One API key. `key` is there only in the answer to the call that made it.
    public record Key(
            String id,
            @Nullable String name,
            List<String> scopes,
            @Nullable String createdAt,
            @Nullable String expiresAt,
            @Nullable String lastUsedAt,
            @Nullable String revokedAt,
            @Nullable String key) {

        public Key {
            scopes = List.copyOf(requireNonNullElse(scopes, List.of()));
        }
    }
}
