package dev.pawl.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.gateway.TestingGateway;
import dev.pawl.store.access.ApiKeys;
import dev.pawl.store.access.CreatedApiKey;
import dev.pawl.store.access.NewApiKey;
import dev.pawl.store.access.Scope;
import dev.pawl.store.audit.Audit;
import dev.pawl.store.audit.AuditEntry;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class AccessTest {

    private @Nullable TestingGateway opened;

    @BeforeAll
    void open() {
        opened = TestingGateway.withoutTemporal();
    }

    @AfterAll
    void close() {
        gateway().close();
    }

    @Test
    void opensToNobodyWithoutAKey() {
        for (String authorization :
                new String[] {null, "Bearer rubbish", "Basic cm9vdDpyb290", "Bearer pawl_abcdefghijkl_" + "B".repeat(43)
                }) {
            HttpResponse<String> answer = gateway().getAs(authorization, "/v1/runs");

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(answer.body()).contains("\"type\":\"https://pawl.dev/problems/key-refused\"");
        }
    }

    @Test
    void refusesWhatTheKeysScopesDoNotCover() {
        String reader = key(EnumSet.of(Scope.READ), null);

        assertThat(gateway().getAs("Bearer " + reader, "/v1/runs").statusCode()).isEqualTo(200);
        HttpResponse<String> answer = gateway().getAs("Bearer " + reader, "/v1/keys");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("needs the scope operate");
    }

    @Test
    void refusesAKeyThatWasRevokedOrHasExpired() {
        CreatedApiKey revoked = keys().create("default", new NewApiKey("old", EnumSet.of(Scope.READ), null));
        assertThat(gateway().delete("/v1/keys/" + revoked.key().id()).statusCode())
                .isEqualTo(204);
        String expired = key(EnumSet.of(Scope.READ), Instant.parse("2020-01-01T00:00:00Z"));

        assertThat(gateway().getAs("Bearer " + revoked.text(), "/v1/runs").body())
                .contains("was revoked");
        assertThat(gateway().getAs("Bearer " + expired, "/v1/runs").body()).contains("has expired");
    }

    @Test
    void keepsTheLastKeyThatCanManageKeys() {
        Set<Scope> scopes = EnumSet.of(Scope.OPERATE);
        CreatedApiKey only = keys().create("lonely", new NewApiKey("only", scopes, null));

        HttpResponse<String> refused = revokeAs(only, only);
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body())
                .contains("\"type\":\"https://pawl.dev/problems/key-last-operator\"", "Make one first");
        assertThat(gateway().getAs("Bearer " + only.text(), "/v1/keys").statusCode())
                .isEqualTo(200);

        CreatedApiKey next = keys().create("lonely", new NewApiKey("next", scopes, null));
        assertThat(revokeAs(next, only).statusCode()).isEqualTo(204);
    }

    @Test
    void showsAKeyOnceAndNeverAgain() {
        HttpResponse<String> created = gateway().post("/v1/keys", "{\"name\":\"ci\",\"scopes\":[\"submit\",\"read\"]}");

        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.body()).contains("\"key\":\"pawl_");
        String secret = created.body().replaceAll(".*\"key\":\"pawl_.{12}_([^\"]+)\".*", "$1");
        assertThat(gateway().get("/v1/keys").body()).contains("\"name\":\"ci\"").doesNotContain(secret);
    }

    @Test
    void givesAwayOnlyScopesThatItHas() {
        String operator = key(EnumSet.of(Scope.OPERATE), null);

        HttpResponse<String> answer = gateway()
                .send(HttpRequest.newBuilder(
                                gateway().request("/v1/keys").build().uri())
                        .header("Authorization", "Bearer " + operator)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"x\",\"scopes\":[\"decide\"]}"))
                        .build());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("only scopes that it has itself");
    }

    @Test
    void saysWhatIsWrongWithAKeyThatCannotBe() {
        assertThat(gateway()
                        .post("/v1/keys", "{\"name\":\"ci\",\"scopes\":[\"rule\"]}")
                        .body())
                .contains("There is no scope 'rule'");
        assertThat(gateway().post("/v1/keys", "{\"scopes\":[\"read\"]}").statusCode())
                .isEqualTo(422);
        assertThat(gateway()
                        .post(
                                "/v1/keys",
                                "{\"name\":\"ci\",\"scopes\":[\"read\"],\"expiresAt\":\"2020-01-01T00:00:00Z\"}")
                        .body())
                .contains("expiresAt is 2020-01-01T00:00:00Z, which is past");
        assertThat(gateway().delete("/v1/keys/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void notesEveryCallTheRefusedOnesToo() {
        gateway().get("/v1/runs/checkup-absent");
        gateway().getAs(null, "/v1/runs/checkup-nobody");

        assertThat(audit("default")).anySatisfy(entry -> {
            assertThat(entry.action()).isEqualTo("GET /v1/runs/checkup-absent");
            assertThat(entry.actor()).isEqualTo("abcdefghijkl");
            assertThat(entry.status()).isEqualTo(404);
        });
        assertThat(audit("nobody")).anySatisfy(entry -> {
            assertThat(entry.action()).isEqualTo("GET /v1/runs/checkup-nobody");
            assertThat(entry.status()).isEqualTo(401);
        });
        assertThat(gateway().get("/v1/audit?limit=5").body())
                .contains("\"calls\":[")
                .contains("\"next\":\"");
    }

    @Test
    void showsATenantNothingOfAnother() {
        CreatedApiKey other = keys().create("other", new NewApiKey("other", EnumSet.allOf(Scope.class), null));
        String id = gateway()
                .post("/v1/checkups", "{}")
                .headers()
                .firstValue("Location")
                .orElseThrow();

        assertThat(gateway().get(id).statusCode()).isEqualTo(200);
        assertThat(gateway().getAs("Bearer " + other.text(), id).statusCode()).isEqualTo(404);
        assertThat(gateway().getAs("Bearer " + other.text(), "/v1/runs").body()).isEqualTo("{\"runs\":[]}");
    }

    @Test
    void notesOnlySoManyStrangersAMinute() {
        try (TestingGateway other = TestingGateway.withoutTemporal()) {
            for (int i = 0; i < 3 * Strangers.A_MINUTE; i++) {
                other.getAs(null, "/v1/runs/checkup-nobody");
            }
            assertThat(other.bean(Audit.class).list("nobody", 500, null))
                    .hasSizeBetween(Strangers.A_MINUTE, 2 * Strangers.A_MINUTE);
        }
    }

    private HttpResponse<String> revokeAs(CreatedApiKey caller, CreatedApiKey revoked) {
        return gateway()
                .send(HttpRequest.newBuilder(gateway()
                                .request("/v1/keys/" + revoked.key().id())
                                .build()
                                .uri())
                        .header("Authorization", "Bearer " + caller.text())
                        .DELETE()
                        .build());
    }

    private Iterable<AuditEntry> audit(String tenant) {
        return gateway().bean(Audit.class).list(tenant, 500, null);
    }

    private String key(Set<Scope> scopes, @Nullable Instant expiresAt) {
        return keys().create("default", new NewApiKey("test", scopes, expiresAt))
                .text();
    }

    private ApiKeys keys() {
        return gateway().bean(ApiKeys.class);
    }

    private TestingGateway gateway() {
        return Objects.requireNonNull(opened);
    }
}
