package dev.pawl.store.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingStore;
import dev.pawl.store.testing.TestingTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class ApiKeysTest {

    private static final TestingTime TIME = new TestingTime();
    private static final TestingDatabase DATABASE = TestingDatabase.fresh();
    private static final Set<Scope> SCOPES = EnumSet.of(Scope.READ, Scope.SUBMIT);
    private static final String CHOSEN = "pawl_" + "a-_bcdefghi1" + "_" + "S".repeat(43);

    @AutoClose
    private static final TestingStore STORE = TestingStore.over(DATABASE.settings(), TIME);

    @AutoClose
    private static final ExecutorService THREADS = Executors.newVirtualThreadPerTaskExecutor();

    private final ApiKeys keys = STORE.get(ApiKeys.class);
    private final String tenant = TestingStore.newTenant();

    @Test
    void letsInWhoeverHasTheSecret() {
        CreatedApiKey created = keys.create(tenant, new NewApiKey("ci", SCOPES, null));

        assertThat(created.text()).matches("pawl_[a-z0-9]{12}_[A-Za-z0-9_-]{43}");
        assertThat(keys.authenticate(created.text())).isEqualTo(new Authentication.Accepted(created.key()));
        assertThat(created.key().scopes()).isEqualTo(SCOPES);
        assertThat(created.key().tenant()).isEqualTo(tenant);
    }

    @Test
    void keepsOnlyAHash() throws SQLException {
        CreatedApiKey created = keys.create(tenant, new NewApiKey("ci", SCOPES, null));
        String secret = created.text().substring(created.text().length() - 43);

        try (Connection owner = DATABASE.owner();
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery("select string_agg(api_keys::text, ' ') from api_keys")) {
            rows.next();
            assertThat(rows.getString(1))
                    .contains(created.key().id(), created.key().secretHash())
                    .doesNotContain(secret);
        }
    }

    @Test
    void saysWhyAKeyOpensNothing() {
        CreatedApiKey created = keys.create(tenant, new NewApiKey("ci", SCOPES, null));
        String id = created.key().id();

        assertThat(reason("Bearer nonsense")).isEqualTo(Authentication.Reason.MALFORMED);
        assertThat(reason("pawl_000000000000_" + "x".repeat(43))).isEqualTo(Authentication.Reason.UNKNOWN);
        assertThat(reason("pawl_" + id + "_" + "x".repeat(43))).isEqualTo(Authentication.Reason.WRONG_SECRET);

        assertThat(keys.revoke(tenant, id)).isEqualTo(Revocation.DONE);
        assertThat(reason(created.text())).isEqualTo(Authentication.Reason.REVOKED);
        assertThat(keys.revoke(tenant, id)).isEqualTo(Revocation.UNKNOWN);
    }

    @Test
    void judgesSeveralEachInItsPlace() {
        CreatedApiKey ours = keys.create(tenant, new NewApiKey("ours", SCOPES, null));
        CreatedApiKey theirs = keys.create(TestingStore.newTenant(), new NewApiKey("theirs", SCOPES, null));
        CreatedApiKey revoked = keys.create(tenant, new NewApiKey("revoked", SCOPES, null));
        keys.revoke(tenant, revoked.key().id());
        String stolen = "pawl_" + ours.key().id() + "_" + "x".repeat(43);

        assertThat(keys.authenticate(
                        List.of(theirs.text(), "nonsense", stolen, ours.text(), revoked.text(), theirs.text())))
                .extracting(judged -> judged instanceof Authentication.Refused refused ? refused.reason() : judged)
                .containsExactly(
                        new Authentication.Accepted(theirs.key()),
                        Authentication.Reason.MALFORMED,
                        Authentication.Reason.WRONG_SECRET,
                        new Authentication.Accepted(ours.key()),
                        Authentication.Reason.REVOKED,
                        new Authentication.Accepted(theirs.key()));
    }

    @Test
    void endsAKeyAtItsTime() {
        Instant end = TIME.instant().plusSeconds(60);
        String text = keys.create(tenant, new NewApiKey("ci", SCOPES, end)).text();
        assertThat(keys.authenticate(text)).isInstanceOf(Authentication.Accepted.class);

        TIME.pass(Duration.ofSeconds(60));

        assertThat(reason(text)).isEqualTo(Authentication.Reason.EXPIRED);
    }

    @Test
    void keepsAKeyThatCanManageKeys() {
        String first = operator(null);
        keys.create(tenant, new NewApiKey("ci", SCOPES, null));

        assertThat(keys.revoke(tenant, first)).isEqualTo(Revocation.LAST_OPERATOR);
        assertThat(keys.list(tenant)).allMatch(key -> key.revokedAt() == null);

        String second = operator(null);
        assertThat(keys.revoke(tenant, first)).isEqualTo(Revocation.DONE);
        assertThat(keys.revoke(tenant, second)).isEqualTo(Revocation.LAST_OPERATOR);
    }

    @Test
    void takesNoKeyThatEndsEarlierForOneThatStays() {
        Instant soon = TIME.instant().plusSeconds(60);
        String lasting = operator(null);
        String ending = operator(soon);

        assertThat(keys.revoke(tenant, lasting)).isEqualTo(Revocation.LAST_OPERATOR);
        assertThat(keys.revoke(tenant, ending)).isEqualTo(Revocation.DONE);

        String ended = operator(soon);
        TIME.pass(Duration.ofSeconds(60));
        assertThat(keys.revoke(tenant, lasting)).isEqualTo(Revocation.LAST_OPERATOR);
        assertThat(keys.revoke(tenant, ended)).isEqualTo(Revocation.DONE);
    }

    @Test
    void keepsOneOfTwoThatAreRevokedAtTheSameTime() {
        for (int round = 0; round < 20; round++) {
            String other = TestingStore.newTenant();
            NewApiKey wanted = new NewApiKey("operator", EnumSet.of(Scope.OPERATE), null);
            List<CompletableFuture<Revocation>> revoked = Stream.of(
                            keys.create(other, wanted), keys.create(other, wanted))
                    .map(created -> CompletableFuture.supplyAsync(
                            () -> keys.revoke(other, created.key().id()), THREADS))
                    .toList();

            assertThat(revoked)
                    .extracting(CompletableFuture::join)
                    .containsExactlyInAnyOrder(Revocation.DONE, Revocation.LAST_OPERATOR);
        }
    }

    @Test
    void doesNotLetAnotherTenantRevokeOrSee() {
        CreatedApiKey created = keys.create(tenant, new NewApiKey("ci", SCOPES, null));
        String other = TestingStore.newTenant();

        assertThat(keys.revoke(other, created.key().id())).isEqualTo(Revocation.UNKNOWN);
        assertThat(keys.list(other)).isEmpty();
        assertThat(keys.list(tenant)).containsExactly(created.key());
    }

    @Test
    void notesItsUseAtMostOnceAMinute() {
        CreatedApiKey created = keys.create(tenant, new NewApiKey("ci", SCOPES, null));

        keys.noteUse(created.key());
        ApiKey used = keys.list(tenant).getFirst();
        assertThat(used.lastUsedAt()).isEqualTo(created.key().createdAt());
        TIME.pass(Duration.ofSeconds(59));
        keys.noteUse(used);
        keys.noteUse(created.key());
        assertThat(keys.list(tenant)).containsExactly(used);
        TIME.pass(Duration.ofSeconds(1));
        keys.noteUse(used);

        assertThat(keys.list(tenant).getFirst().lastUsedAt())
                .isEqualTo(created.key().createdAt().plusSeconds(60));
    }

    @Test
    void makesAKeyOutOfATextThatWasChosenElsewhere() {
        ApiKey installed = keys.install(tenant, "bootstrap", CHOSEN);

        assertThat(keys.install(tenant, "bootstrap", CHOSEN)).isEqualTo(installed);
        assertThat(installed.scopes()).containsExactlyInAnyOrder(Scope.values());
        assertThat(keys.authenticate(CHOSEN)).isEqualTo(new Authentication.Accepted(installed));
        assertThatThrownBy(() -> keys.install(tenant, "bootstrap", "pawl_short"))
                .hasMessageContaining("is not of the form");
    }

    @Test
    void refusesAKeyWithoutANameOrAScope() {
        assertThatThrownBy(() -> new NewApiKey(" ", SCOPES, null)).hasMessageContaining("needs a name");
        assertThatThrownBy(() -> new NewApiKey("ci", Set.of(), null)).hasMessageContaining("opens nothing");
    }

    @Test
    void neverShowsASecretInALog() {
        CreatedApiKey created = keys.create(tenant, new NewApiKey("ci", SCOPES, null));

        assertThat(created.toString()).doesNotContain(created.text());
        assertThat(KeyText.parse(created.text()).orElseThrow().toString()).doesNotContain(created.text());
    }

    private String operator(@Nullable Instant expiresAt) {
        return keys.create(tenant, new NewApiKey("operator", EnumSet.allOf(Scope.class), expiresAt))
                .key()
                .id();
    }

    private Authentication.Reason reason(String text) {
        return ((Authentication.Refused) keys.authenticate(text)).reason();
    }
}
