package dev.pawl.gateway.access;

import dev.pawl.gateway.body.Fields;
import dev.pawl.gateway.problem.Page;
import dev.pawl.gateway.problem.Problem;
import dev.pawl.store.access.ApiKey;
import dev.pawl.store.access.ApiKeys;
import dev.pawl.store.access.CreatedApiKey;
import dev.pawl.store.access.NewApiKey;
import dev.pawl.store.access.Scope;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys of the caller's tenant.
@Controller("/v1/keys")
final class KeyController {

    private static final int LONGEST_NAME = 200;

    private final ApiKeys keys;
    private final InstantSource time;

    KeyController(ApiKeys keys, InstantSource time) {
        this.keys = keys;
        this.time = time;
    }

    /// One key, without its secret; `key` is the whole of it, shown once when it is made.
    @Serdeable
    @Introspected
    record KeyView(
            String id,
            String name,
            List<String> scopes,
            Instant createdAt,
            @Nullable Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt,
            @Nullable String key) {

        static KeyView of(ApiKey key, @Nullable String text) {
            return new KeyView(
                    key.id(),
                    key.name(),
                    key.scopes().stream().sorted().map(KeyController::word).toList(),
                    key.createdAt(),
                    key.expiresAt(),
                    key.lastUsedAt(),
                    key.revokedAt(),
                    text);
        }
    }

    @Serdeable
    @Introspected
    record KeysView(List<KeyView> keys) {}

    @Get
    @Needs(Scope.OPERATE)
    KeysView list(@RequestAttribute(Caller.ATTRIBUTE) Caller caller) {
        return new KeysView(keys.list(caller.tenant()).stream()
                .map(key -> KeyView.of(key, null))
                .toList());
    }

    @Post
    @Needs(Scope.OPERATE)
    HttpResponse<KeyView> create(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, @Body byte[] body) {
        NewApiKey wanted = Page.of(() -> wanted(Fields.read(body)));
        if (!caller.scopes().containsAll(wanted.scopes())) {
            throw Problem.of(
                            "scope-missing",
                            HttpStatus.FORBIDDEN,
                            "This key may not do that",
                            "A key can give away only scopes that it has itself. Ask for fewer, or use a key that has them.")
                    .exception();
        }
        CreatedApiKey created = keys.create(caller.tenant(), wanted);
        return HttpResponse.created(KeyView.of(created.key(), created.text()))
                .header("Location", "/v1/keys/" + created.key().id());
    }

    @Delete("/{id}")
    @Needs(Scope.OPERATE)
    HttpResponse<?> revoke(@RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
        return switch (keys.revoke(caller.tenant(), id)) {
            case DONE -> HttpResponse.noContent();
            case UNKNOWN ->
                throw Problem.of(
                                "key-unknown",
                                HttpStatus.NOT_FOUND,
                                "There is no such key",
                                "No key of this tenant with the id %s is in force. List the keys to find it."
                                        .formatted(id))
                        .exception();
            case LAST_OPERATOR ->
                throw Problem.of(
                                "key-last-operator",
                                HttpStatus.CONFLICT,
                                "Nobody could manage keys any more",
                                "No other key with the scope operate lasts as long as this one. Make one first, then"
                                        + " revoke this one.")
                        .exception();
        };
    }

    private NewApiKey wanted(Fields order) {
        String name = order.line("name", LONGEST_NAME);
        List<String> scopes = order.lines("scopes", Scope.values().length, LONGEST_NAME);
        Instant expiresAt = order.time("expiresAt");
        order.nothingElse();
        if (expiresAt != null && !expiresAt.isAfter(time.instant())) {
            throw order.wrong("expiresAt", "is %s, which is past: the key would never be good.".formatted(expiresAt));
        }
        return new NewApiKey(name == null ? "" : name, scopes(scopes), expiresAt);
    }

    private static Set<Scope> scopes(List<String> asked) {
        Set<Scope> scopes = EnumSet.noneOf(Scope.class);
        for (String word : asked) {
            scopes.add(scope(word));
        }
        return scopes;
    }

    private static Scope scope(String asked) {
        for (Scope scope : Scope.values()) {
            if (word(scope).equals(asked)) {
                return scope;
            }
        }
        throw new IllegalArgumentException(
                "There is no scope '%s'. There are submit, read, decide, operate.".formatted(asked));
    }

    private static String word(Scope scope) {
        return scope.name().toLowerCase(Locale.ROOT);
    }
}
