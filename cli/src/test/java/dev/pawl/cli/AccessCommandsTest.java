package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class AccessCommandsTest {

    private FakeGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void listsKeysWithoutTheirSecrets() {
        gateway.on("GET /v1/keys", 200, "keys.json");

        Called called = Called.against(gateway, "keys", "list");

        assertThat(called.out().lines())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("p0LkJ8hGf5dS  pipeline  submit,read "))
                .anyMatch(line -> line.contains("submit,read,decide,operate"));
        assertThat(gateway.asked().getFirst().authorization()).isEqualTo("Bearer pawl_test");
    }

    @Test
    void printsANewKeyAloneSoThatItCanBePiped() {
        gateway.on("POST /v1/keys", 201, "key-created.json");

        Called called = Called.against(
                gateway,
                "keys",
                "create",
                "--name",
                "pipeline",
                "--scope",
                "submit",
                "--scope",
                "read",
                "--expires-in",
                "12h");

        assertThat(called.out()).isEqualTo("pawl_p0LkJ8hGf5dS_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\n");
        assertThat(called.err()).isEqualTo("Keep it now: it is not shown again. Its id is p0LkJ8hGf5dS.\n");
        assertThat(Json.of(gateway.asked().getFirst().body()))
                .isEqualTo(
                        Json.of(
                                "{\"name\":\"pipeline\",\"scopes\":[\"submit\",\"read\"],\"expiresAt\":\"2026-11-21T22:15:00Z\"}"));
    }

    @Test
    void leavesTheEndOutOfAKeyThatHasNone() {
        gateway.on("POST /v1/keys", 201, "key-created.json");

        Called.against(gateway, "keys", "create", "--name", "pipeline", "--scope", "submit,read");

        assertThat(Json.of(gateway.asked().getFirst().body()))
                .isEqualTo(Json.of("{\"name\":\"pipeline\",\"scopes\":[\"submit\",\"read\"]}"));
    }

    @Test
    void revokesAKey() {
        gateway.onText("DELETE /v1/keys/p0LkJ8hGf5dS", 204, "");

        Called called = Called.against(gateway, "keys", "revoke", "p0LkJ8hGf5dS");

        assertThat(called.exit()).isZero();
        assertThat(called.out()).isEqualTo("Key p0LkJ8hGf5dS is revoked.\n");
    }

    @Test
    void saysWhatToDoBeforeTheLastKeyIsRevokedThatCanManageKeys() {
        gateway.on("DELETE /v1/keys/p0LkJ8hGf5dS", 409, "problem-last-operator.json");

        Called called = Called.against(gateway, "keys", "revoke", "p0LkJ8hGf5dS");

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.out()).isEmpty();
        assertThat(called.err())
                .contains("Nobody could manage keys any more: No other key with the scope operate lasts as long")
                .endsWith("For example: pawl keys create --name operator --scope operate\n");
    }

    @Test
    void showsWhoAskedForWhat() {
        gateway.on("GET /v1/audit?limit=20", 200, "audit.json");

        Called called = Called.against(gateway, "audit");

        assertThat(called.out().lines())
                .containsExactly(
                        "AT                    KEY           METHOD  PATH          STATUS",
                        "2026-11-21T10:15:00Z  Zx81Qm4TbA0c  POST    /v1/checkups  202",
                        "2026-11-21T10:14:59Z  -             GET     /v1/runs      401");
    }

    @Test
    void exitsWithFourAndTheGatewaysWordsWhenTheKeyMayNot() {
        gateway.on("GET /v1/audit?limit=20", 403, "problem-forbidden.json");

        Called called = Called.against(gateway, "audit");

        assertThat(called.exit()).isEqualTo(6);
        assertThat(called.err())
                .isEqualTo("This key may not do that: The call needs the scope operate. Ask for a key that has it.\n");
    }
}
