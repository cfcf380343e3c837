package dev.pawl.activities.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.egress.TestingExit.Client;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How far an exit goes with whoever takes too much, too long, or makes no sense.
final class ExitBoundsTest extends RegistryTest {

    @Test
    void tellsNoMoreThanAHundredDenials() throws Exception {
        try (TestingExit exit = toRegistry()) {
            for (int i = 0; i < 120; i++) {
                answer(exit, "h" + i + ".test:443");
            }
            assertThat(exit.denials()).hasSize(100);
        }
    }

    @Test
    void answersNonsenseWithoutGoingAnywhere() throws Exception {
        try (TestingExit exit = toRegistry()) {
            for (String said : List.of(
                    "hello\r\n\r\n",
                    "GET / HTTP/1.1\r\n\r\n",
                    "CONNECT a\0b:443 HTTP/1.1\r\n\r\n",
                    "CONNECT a.test HTTP/1.1\r\n\r\n",
                    "GET http://a.test/" + "x".repeat(Request.LARGEST_HEAD))) {
                assertThat(said(exit, said)).startsWith("HTTP/1.1 400 ");
            }
            try (Client client = exit.client().connect(registry())) {
                assertThat(client.hear()).as("control: it is still there").startsWith("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void saysWhatCannotBeReached() throws Exception {
        EgressSettings settings = TestingExit.settings("nowhere.test", "", null);
        try (TestingExit exit = TestingExit.to(folder, settings, Map.of())) {
            assertThat(answer(exit, "nowhere.test:443"))
                    .startsWith("HTTP/1.1 502 ")
                    .contains("The name nowhere.test cannot be resolved.");
            assertThat(exit.denials()).as("that is no denial").isEmpty();
        }
    }

    @Test
    void hangsUpOnWhoeverNeverComesToThePoint() throws Exception {
        Limits impatient = new Limits(10, 1 << 20, Duration.ofMillis(100), Duration.ofMinutes(1));
        try (TestingExit exit = toRegistry(impatient);
                Client head = exit.client().say("CONNECT registry.test:443 HTTP/1.1\r\n");
                Client hello = exit.client().say("CONNECT " + registry() + " HTTP/1.1\r\n\r\n\26\3\1")) {
            assertThat(head.hearAll()).isEmpty();
            assertThat(hello.hearAll()).isEqualTo("HTTP/1.1 200 Connection Established\r\n\r\n");
        }
    }

    @Test
    void carriesNoMoreThanItMay() throws Exception {
        Limits small = new Limits(10, 10, Duration.ofMinutes(1), Duration.ofMinutes(1));
        try (TestingExit exit = toRegistry(small);
                Client client = exit.client().connect(registry())) {
            client.hear();
            assertThat(client.say(TestingExit.hello("registry.test")).hearAll()).isEmpty();
            assertThat(exit.denials().getFirst().why()).contains("PAWL_SANDBOX_EGRESS_LARGEST");
        }
    }

    @Test
    void turnsAwayWhoeverComesInCrowds() throws Exception {
        Limits two = new Limits(2, 1 << 20, Duration.ofMinutes(1), Duration.ofMinutes(1));
        try (TestingExit exit = toRegistry(two);
                Client first = exit.client();
                Client second = exit.client();
                Client third = exit.client()) {
            assertThat(third.hearAll()).startsWith("HTTP/1.1 503 ");
            assertThat(first.connect(registry()).hear()).startsWith("HTTP/1.1 200 ");
            assertThat(second.connect(registry()).hear()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void leavesNothingWhenItIsClosed() throws Exception {
        TestingExit exit = toRegistry();
        try (exit;
                Client client = exit.client().connect(registry())) {
            client.hear();
            exit.close();
            assertThat(client.hearAll()).isEmpty();
            assertThat(exit.socket().getParent()).doesNotExist();
            assertThatThrownBy(exit::client).isInstanceOf(IOException.class);
        }
    }
}
