package dev.pawl.gateway.access;

import dev.pawl.store.access.ApiKey;

/// Who calls, and for whom.
public record Caller(String tenant, String keyId) {

    public static final String ATTRIBUTE = "pawl.caller";

    static Caller of(ApiKey key) {
        return new Caller(key.tenant(), key.id());
    }
}
