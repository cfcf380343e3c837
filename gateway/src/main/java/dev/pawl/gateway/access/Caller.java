package dev.pawl.gateway.access;

import dev.pawl.store.access.ApiKey;
import dev.pawl.store.access.Scope;
import java.util.Set;

/// Who calls, and for whom.
public record Caller(String tenant, String keyId, Set<Scope> scopes) {

    public static final String ATTRIBUTE = "pawl.caller";

    static Caller of(ApiKey key) {
        return new Caller(key.tenant(), key.id(), key.scopes());
    }
}
