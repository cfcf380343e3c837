package dev.pawl.store.access;

import dev.pawl.store.database.Outage;
import dev.pawl.store.database.StoreClock;
import dev.pawl.store.tenant.Tenants;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The keys that open the gateway. A secret is shown once, when its key is made; only its hash is kept.
@Singleton
public final class ApiKeys {

    private static final Duration BETWEEN_NOTES = Duration.ofMinutes(1);

    private final Tenants tenants;
    private final ApiKeyRepository keys;
    private final StoreClock clock;

    ApiKeys(Tenants tenants, ApiKeyRepository keys, StoreClock clock) {
        this.tenants = tenants;
        this.keys = keys;
        this.clock = clock;
    }

    /// Makes a key for a tenant.
    public CreatedApiKey create(String tenant, NewApiKey wanted) {
        KeyText text = KeyText.random();
        ApiKey key = key(tenant, text, wanted);
        tenants.in(tenant, () -> keys.insert(key));
        return new CreatedApiKey(key, text.text());
    }

    /// Makes a key with all scopes out of a text that was chosen elsewhere; done again, it is the same key.
    public ApiKey install(String tenant, String name, String text) {
        KeyText parsed = KeyText.parse(text)
                .orElseThrow(() -> new IllegalArgumentException("The key '" + name
                        + "' is not of the form pawl_<12 characters>_<43 characters>. Make a new one."));
        ApiKey key = key(tenant, parsed, new NewApiKey(name, EnumSet.allOf(Scope.class), null));
        return tenants.in(tenant, () -> {
            keys.install(key);
            return keys.find(key.id()).orElseThrow();
        });
    }

    /// Judges what a caller presents, before it is known whose it is.
    public Authentication authenticate(String text) {
        return authenticate(List.of(text)).getFirst();
    }

    /// Judges what several callers present, each in its place, by one look at the rows.
    public List<Authentication> authenticate(List<String> texts) {
        List<String> different = texts.stream().distinct().toList();
        Map<String, ApiKey> known = findOfAnyTenant(different.stream()
                .map(KeyText::parse)
                .flatMap(Optional::stream)
                .map(KeyText::id)
                .distinct()
                .toList());
        Map<String, Authentication> judged = different.stream()
                .collect(Collectors.toMap(Function.identity(), text -> judged(KeyText.parse(text), known)));
        return texts.stream()
                .map(text -> Objects.requireNonNull(judged.get(text)))
                .toList();
    }

    /// Notes that a key was used, at most once a minute. What was noted by a clock that has gone back since is noted
    /// anew.
    public void noteUse(ApiKey key) {
        Instant now = clock.now();
        Instant notSince = now.minus(BETWEEN_NOTES);
        Instant notBeyond = now.plus(BETWEEN_NOTES);
        Instant known = key.lastUsedAt();
        if (known != null && known.isAfter(notSince) && !known.isAfter(notBeyond)) {
            return;
        }
        tenants.in(key.tenant(), () -> {
            keys.noteUse(key.id(), now, notSince, notBeyond);
        });
    }

    /// Takes a key's force away for ever, unless no other key that lasts as long could manage keys then.
    public Revocation revoke(String tenant, String id) {
        return tenants.in(tenant, () -> {
            Instant now = clock.now();
            List<ApiKey> unrevoked = keys.lockUnrevoked();
            for (ApiKey key : unrevoked) {
                if (key.id().equals(id)) {
                    if (isLastOperator(key, unrevoked, now)) {
                        return Revocation.LAST_OPERATOR;
                    }
                    keys.revoke(id, now);
                    return Revocation.DONE;
                }
            }
            return Revocation.UNKNOWN;
        });
    }

    /// A tenant's keys, newest first, the revoked ones too.
    public List<ApiKey> list(String tenant) {
        return tenants.in(tenant, keys::all);
    }

    private static boolean isLastOperator(ApiKey key, List<ApiKey> unrevoked, Instant now) {
        return key.operatesAt(now)
                && unrevoked.stream()
                        .filter(other -> !other.id().equals(key.id()))
                        .noneMatch(other -> other.operatesAt(now) && other.lastsAsLongAs(key));
    }

    private Map<String, ApiKey> findOfAnyTenant(List<String> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        try {
            return keys.findOfAnyTenant(ids).stream()
                    .collect(Collectors.toMap(ApiKey::id, Function.identity(), (first, _) -> first));
        } catch (RuntimeException failure) {
            throw Outage.of(failure);
        }
    }

    private Authentication judged(Optional<KeyText> presented, Map<String, ApiKey> known) {
        if (presented.isEmpty()) {
            return new Authentication.Refused(Authentication.Reason.MALFORMED, null);
        }
        ApiKey key = known.get(presented.get().id());
        return key == null
                ? new Authentication.Refused(Authentication.Reason.UNKNOWN, null)
                : judged(presented.get(), key);
    }

    private Authentication judged(KeyText presented, ApiKey key) {
        if (!presented.matches(key.secretHash())) {
            return new Authentication.Refused(Authentication.Reason.WRONG_SECRET, key);
        }
        if (key.revokedAt() != null) {
            return new Authentication.Refused(Authentication.Reason.REVOKED, key);
        }
        if (key.isExpiredAt(clock.now())) {
            return new Authentication.Refused(Authentication.Reason.EXPIRED, key);
        }
        return new Authentication.Accepted(key);
    }

    private ApiKey key(String tenant, KeyText text, NewApiKey wanted) {
        return new ApiKey(
                text.id(),
                tenant,
                wanted.name(),
                text.secretHash(),
                wanted.scopes(),
                clock.now(),
                wanted.expiresAt(),
                null,
                null);
    }
}
