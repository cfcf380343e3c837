package dev.pawl.activities.egress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.egress.TestingExit.Client;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Whom an exit lets through to whom.
final class ExitTest extends RegistryTest {

    @Test
    void letsTlsThroughToAHostOnTheList() throws Exception {
        byte[] hello = TestingExit.hello("registry.test");
        try (TestingExit exit = toRegistry();
                Client client = exit.client().connect(registry())) {
            assertThat(client.hear()).startsWith("HTTP/1.1 200 ");
            assertThat(client.say(hello).hearAll()).isEqualTo(ANSWER);
            assertThat(outside.heard().getFirst()).hasSize(hello.length);
            assertThat(exit.denials()).isEmpty();
            assertThat(exit.lookedUp())
                    .as("looked up once, and dialled as it was checked")
                    .containsExactly("registry.test");
        }
    }

    @Test
    void takesTlsThatComesInPieces() throws Exception {
        byte[] hello = TestingExit.hello("registry.test");
        try (TestingExit exit = toRegistry();
                Client client = exit.client().connect(registry())) {
            client.hear();
            for (byte one : hello) {
                client.say(new byte[] {one});
            }
            assertThat(client.hearAll()).isEqualTo(ANSWER);
        }
    }

    @Test
    void refusesWhatIsNotOnTheListAndTellsItOnce() throws Exception {
        try (TestingExit exit = toRegistry()) {
            for (int i = 0; i < 3; i++) {
                assertThat(answer(exit, "other.test:" + outside.port()))
                        .startsWith("HTTP/1.1 403 ")
                        .contains("other.test:" + outside.port() + " is not on the list")
                        .contains("PAWL_SANDBOX_EGRESS_SETUPS");
            }
            assertThat(answer(exit, "registry.test:22")).startsWith("HTTP/1.1 403 ");

            assertThat(exit.denials())
                    .extracting(Tally.Denial::target)
                    .containsExactly("other.test:" + outside.port(), "registry.test:22");
            assertThat(exit.lookedUp())
                    .as("not even its name leaves the worker")
                    .isEmpty();
            assertThat(outside.heard()).isEmpty();
        }
    }

    @Test
    void refusesInternalAddressesBehindAllowedNames() throws Exception {
        for (String address : List.of(
                "127.0.0.1",
                "10.0.0.1",
                "172.16.0.1",
                "192.168.0.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "::1",
                "fe80::1",
                "fd00::1",
                "64:ff9b::a9fe:a9fe",
                "::ffff:10.0.0.1",
                "203.0.113.9 10.0.0.1")) {
            EgressSettings settings = TestingExit.settings("registry.test:" + outside.port(), "", null);
            try (TestingExit exit = TestingExit.to(folder, settings, Map.of("registry.test", address))) {
                assertThat(answer(exit, registry()))
                        .as(address)
                        .startsWith("HTTP/1.1 403 ")
                        .contains("internal address")
                        .contains("PAWL_SANDBOX_EGRESS_INTERNAL");
                assertThat(exit.denials()).hasSize(1);
            }
        }
        assertThat(outside.heard()).isEmpty();
    }

    @Test
    void refusesAddressesThatNobodyNamed() throws Exception {
        try (TestingExit exit = toRegistry()) {
            for (String address : List.of("127.0.0.1", "[::1]", "2130706433", "0x7f000001", "127.1", "localhost")) {
                assertThat(answer(exit, address + ":" + outside.port()))
                        .as(address)
                        .startsWith("HTTP/1.1 403 ");
            }
        }
        assertThat(outside.heard()).isEmpty();
    }

    @Test
    void refusesAnotherHostInsideTheTunnel() throws Exception {
        try (TestingExit exit = toRegistry();
                Client client = exit.client().connect(registry())) {
            client.hear();
            assertThat(client.say(TestingExit.hello("elsewhere.test")).hearAll())
                    .isEmpty();
            assertThat(exit.denials().getFirst().why())
                    .isEqualTo("Let through to registry.test, it asked for elsewhere.test.");
        }
        assertThat(outside.heard()).as("nothing that it said went out").allMatch(String::isEmpty);
    }

    @Test
    void refusesWhoeverHidesTheHost() throws Exception {
        byte[] plain = TestingExit.hello("registry.test");
        byte[] other = {0, 17, 0, 0, 14, 'e', 'l', 's', 'e', 'w', 'h', 'e', 'r', 'e', '.', 't', 'e', 's', 't'};
        assertRefusedInside(TestingExit.with(plain, 0, other), "It hides which host it asks for.");
        assertRefusedInside(TestingExit.with(plain, 0xfe0d, new byte[20]), "It hides which host it asks for.");
        assertRefusedInside(TestingExit.hello(null), "it asked for no host by name");
        byte[] two = {0, 8, 0, 0, 1, 'a', 0, 0, 1, 'b'};
        assertRefusedInside(TestingExit.with(TestingExit.hello(null), 0, two), "more than one host");
        byte[] odd = {0, 4, 0, 0, 1, 0};
        assertRefusedInside(TestingExit.with(TestingExit.hello(null), 0, odd), "no host");
        byte[] cut = {0, 4, 0, 0, 9, 'a'};
        assertRefusedInside(TestingExit.with(TestingExit.hello(null), 0, cut), "no TLS");

        assertThat(outside.heard()).allMatch(String::isEmpty);
        try (TestingExit exit = toRegistry();
                Client client = exit.client().connect(registry())) {
            client.hear();
            assertThat(client.say(TestingExit.with(plain, 0x7a7a, new byte[20])).hearAll())
                    .as("control: any other extension is let through")
                    .isEqualTo(ANSWER);
        }
    }

    private void assertRefusedInside(byte[] hello, String why) throws IOException {
        try (TestingExit exit = toRegistry();
                Client client = exit.client().connect(registry())) {
            client.hear();
            assertThat(client.say(hello).hearAll()).isEmpty();
            assertThat(exit.denials().getFirst().why()).contains(why);
        }
    }

    @Test
    void refusesWhatIsNoTls() throws Exception {
        for (String said : List.of("SSH-2.0-hello\r\n", "GET / HTTP/1.1\r\n\r\n", "\26\3\1\0\4\2\0\0\0")) {
            try (TestingExit exit = toRegistry();
                    Client client = exit.client().connect(registry())) {
                client.hear();
                assertThat(client.say(said).hearAll()).isEmpty();
                assertThat(exit.denials().getFirst().why()).contains("no TLS");
            }
        }
        assertThat(outside.heard()).allMatch(String::isEmpty);
    }

    @Test
    void fetchesOverPlainHttpWhereThatIsNamed() throws Exception {
        EgressSettings settings = TestingExit.settings("http://" + registry(), "registry.test", null);
        try (TestingExit exit = TestingExit.to(folder, settings, Map.of("registry.test", "127.0.0.1"))) {
            String got = said(
                    exit,
                    "GET http://" + registry()
                            + "/a?b HTTP/1.1\r\nHost: elsewhere.test\r\nProxy-Authorization: x\r\nAccept: y\r\n\r\n"
                            + "GET http://elsewhere.test/ HTTP/1.1\r\n\r\n");
            assertThat(got).isEqualTo(ANSWER);
            assertThat(outside.heard())
                    .containsExactly(
                            "GET /a?b HTTP/1.1\r\nHost: " + registry() + "\r\nAccept: y\r\nConnection: close\r\n\r\n");

            assertThat(said(exit, "POST http://" + registry() + "/ HTTP/1.1\r\n\r\n"))
                    .contains("only GET and HEAD");
            assertThat(said(exit, "GET http://" + registry() + "/ HTTP/1.1\r\nContent-Length: 4\r\n\r\nbody"))
                    .contains("with a body");
            assertThat(said(exit, "GET http://" + registry() + "/ HTTP/1.1\r\n folded\r\n\r\n"))
                    .startsWith("HTTP/1.1 400 ");
            assertThat(answer(exit, registry())).as("TLS is not named").startsWith("HTTP/1.1 403 ");
            assertThat(outside.heard()).hasSize(1);
        }
    }

    @Test
    void refusesPlainHttpWhereTlsIsNamed() throws Exception {
        try (TestingExit exit = toRegistry()) {
            assertThat(said(exit, "GET http://" + registry() + "/ HTTP/1.1\r\n\r\n"))
                    .startsWith("HTTP/1.1 403 ");
        }
        assertThat(outside.heard()).isEmpty();
    }

    @Test
    void asksNoProxyForAnInternalAddress() throws Exception {
        try (Outside proxy = Outside.saying("HTTP/1.1 200 Fine\r\n\r\nbehind the proxy")) {
            EgressSettings settings = TestingExit.settings("10.0.0.1", "", "proxy.test:" + proxy.port());
            Map<String, String> names = Map.of("proxy.test", "127.0.0.1", "10.0.0.1", "10.0.0.1");
            try (TestingExit exit = TestingExit.to(folder, settings, names)) {
                assertThat(answer(exit, "10.0.0.1:443"))
                        .startsWith("HTTP/1.1 403 ")
                        .contains("internal address");
            }
            assertThat(proxy.heard()).isEmpty();
        }
    }

    @Test
    void goesThroughTheOperatorsProxy() throws Exception {
        try (Outside proxy = Outside.saying("HTTP/1.1 200 Fine\r\n\r\nbehind the proxy")) {
            EgressSettings settings = TestingExit.settings("registry.test", "", "proxy.test:" + proxy.port());
            try (TestingExit exit = TestingExit.to(folder, settings, Map.of("proxy.test", "127.0.0.1"));
                    Client client = exit.client().connect("registry.test:443")) {
                assertThat(client.hear()).startsWith("HTTP/1.1 200 ");
                assertThat(client.say(TestingExit.hello("registry.test")).hearAll())
                        .isEqualTo("behind the proxy");
                assertThat(proxy.heard())
                        .containsExactly("CONNECT registry.test:443 HTTP/1.1\r\nHost: registry.test:443\r\n\r\n");
                assertThat(answer(exit, "other.test:443"))
                        .as("what is not on the list is not asked for")
                        .startsWith("HTTP/1.1 403 ");
            }
        }
        try (Outside proxy = Outside.saying("HTTP/1.1 407 Who are you?\r\n\r\n")) {
            EgressSettings settings = TestingExit.settings("registry.test", "", "proxy.test:" + proxy.port());
            try (TestingExit exit = TestingExit.to(folder, settings, Map.of("proxy.test", "127.0.0.1"))) {
                assertThat(answer(exit, "registry.test:443"))
                        .startsWith("HTTP/1.1 502 ")
                        .contains("407 Who are you?");
            }
        }
    }
}
