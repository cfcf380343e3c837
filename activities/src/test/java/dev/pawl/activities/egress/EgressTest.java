package dev.pawl.activities.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.pawl.activities.process.Command;
import dev.pawl.activities.process.Ended;
import dev.pawl.activities.process.TestingMachine;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.sandbox.Sandbox;
import dev.pawl.activities.sandbox.Sandboxes;
import dev.pawl.activities.sandbox.View;
import dev.pawl.activities.station.Station;
import dev.pawl.activities.workspace.TestingAuthority;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Repository;
import io.micronaut.context.ApplicationContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A program in a real sandbox, a real registry over TLS, and nothing between them but the way out.
@Timeout(120)
final class EgressTest {

    private static TestingAuthority authority;

    @TempDir
    private Path folder;

    private final Tally denials = new Tally();
    private HttpsServer registry;
    private ApplicationContext worker;
    private Path tree;

    @BeforeAll
    static void sign(@TempDir Path keys) throws Exception {
        authority = TestingAuthority.in(keys.resolve("keys"));
    }

    /// What a program said, and how it ended.
    private record Said(int exitCode, String text) {}

    @BeforeEach
    void open() throws IOException {
        assumeTrue(TestingMachine.has("bwrap", "--version"), "NOT RUN: this machine has no bubblewrap");
        assumeTrue(TestingMachine.has("socat", "-V"), "NOT RUN: this machine has no socat");
        worker = ApplicationContext.run(
                Map.of("pawl.station.folder", folder.resolve("station").toString()));
        tree = worker.getBean(Station.class).scratch();
        registry = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        registry.setHttpsConfigurator(new HttpsConfigurator(authority.server()));
        registry.createContext("/", exchange -> {
            byte[] said = "a package".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, said.length);
            exchange.getResponseBody().write(said);
            exchange.close();
        });
        registry.start();
    }

    @AfterEach
    void close() {
        registry.stop(0);
        worker.close();
    }

    @Test
    void isTheOnlyWayOutOfASandbox() throws Exception {
        String url = "https://registry.test:" + port() + "/a";
        assertThat(inside("curl", "-sSk", url)).isEqualTo(new Said(0, "a package"));

        List<String> direct = List.of(
                "curl", "-sSk", "--noproxy", "*", "--resolve", "registry.test:%d:127.0.0.1".formatted(port()), url);
        assertThat(inside(direct.toArray(String[]::new)).exitCode())
                .as("there is no other network")
                .isEqualTo(7);
        assertThat(TestingMachine.runs(direct.toArray(String[]::new)))
                .as("control: outside there is")
                .isTrue();
        assertThat(denials.all()).isEmpty();
    }

    @Test
    void endsAtTheHostsOnTheList() throws Exception {
        Said said = inside("curl", "-sSk", "https://elsewhere.test/");

        assertThat(said.exitCode()).isNotZero();
        assertThat(said.text()).contains("403");
        assertThat(denials.text("The setup"))
                .startsWith("\nThe setup tried to reach elsewhere.test:443. elsewhere.test:443 is not on the list")
                .contains("PAWL_SANDBOX_EGRESS_SETUPS");
    }

    @Test
    void leavesTheProgramAsItIs() throws Exception {
        assertThat(inside("sh", "-c", "printf '[%s]' \"$@\"; exit 3", "sh", "a b", "", "$HOME * 'c'"))
                .isEqualTo(new Said(3, "[a b][][$HOME * 'c']"));
        assertThat(inside("sh", "-c", "echo $MAVEN_OPTS").text())
                .startsWith("-Xmx1g -Dhttp.proxyHost=127.0.0.1 -Dhttp.proxyPort=3128 ");
        assertThat(inside("sh", "-c", "wait; ls /proc | grep -c '^[0-9]'").exitCode())
                .as("it waits for nobody else's children")
                .isZero();
    }

    @Test
    void isClosedWhenTheWorkEnds() throws Exception {
        inside("true");

        try (Stream<Path> left = Files.list(tree.getParent())) {
            assertThat(left).as("nothing but what this test opened").hasSize(1);
        }
    }

    private int port() {
        return registry.getAddress().getPort();
    }

    private Said inside(String... line) throws IOException, InterruptedException, UnfitException {
        EgressSettings settings =
                new EgressSettings(List.of("registry.test:" + port()), List.of(), List.of("registry.test"), null, 10);
        Egress egress = new Egress(
                worker.getBean(Station.class),
                new Dialer(settings, _ -> List.of(InetAddress.getLoopbackAddress())),
                settings);
        Sandbox shut = worker.getBean(Sandboxes.class)
                .of(new Repository("https://forge.test/a", "main", null), Level.BUBBLEWRAP);
        Sandbox sandbox = egress.forSetup(shut, Hosts.NONE, denials);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Command command = new Command(
                List.of(line),
                tree,
                Map.of("PATH", "/usr/bin:/bin", "HTTPS_PROXY", "http://elsewhere.test:1", "MAVEN_OPTS", "-Xmx1g"),
                "",
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                1 << 20);
        Ended ended = sandbox.run(
                command,
                new View(List.of(tree), List.of(), List.of(), null),
                (_, bytes, length) -> said.write(bytes, 0, length));
        return new Said(ended.exitCode(), said.toString(StandardCharsets.UTF_8));
    }
}
