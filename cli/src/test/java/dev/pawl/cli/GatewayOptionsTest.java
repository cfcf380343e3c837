package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.cli.client.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GatewayOptionsTest {

    @TempDir
    Path home;

    private FakeGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway().on("GET /v1/runs?limit=20", 200, "runs.json");
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void findsTheHouseOfThisMachineByItself() throws IOException {
        Files.writeString(home.resolve("gateway"), gateway.address() + "\n");
        Files.writeString(home.resolve("token"), "pawl_of_the_house\n");

        assertThat(Called.inHome(home, "runs").exit()).isZero();
        assertThat(gateway.asked().getFirst().authorization()).isEqualTo("Bearer pawl_of_the_house");
    }

    @Test
    void prefersTheOptionToTheEnvironmentToTheHouse() throws IOException {
        Files.writeString(home.resolve("gateway"), "http://127.0.0.1:1\n");
        Map<String, String> environment =
                Map.of("PAWL_HOME", home.toString(), "PAWL_URL", "http://127.0.0.1:1", "PAWL_TOKEN", "pawl_test");

        assertThat(Called.with(environment, "runs", "--url", gateway.address() + "/")
                        .exit())
                .isZero();
    }

    @Test
    void neverSendsTheHousesKeyToAnotherMachine() throws IOException {
        Files.writeString(home.resolve("token"), "pawl_of_the_house\n");

        Called called = Called.inHome(home, "runs", "--url", "http://pawl.invalid:8080");

        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.err()).contains("There is no API key for http://pawl.invalid:8080. Set PAWL_TOKEN");
    }

    @Test
    void asksNobodyWhenItsHouseIsClosed() throws IOException {
        Files.writeString(home.resolve("token"), "pawl_of_the_house\n");

        Called called = Called.inHome(home, "runs");

        assertThat(called.exit()).isEqualTo(Exit.UNREACHABLE.code());
        assertThat(called.err())
                .isEqualTo("The house in " + home + " is closed. Open it with 'pawl up', or name another gateway by"
                        + " PAWL_URL and PAWL_TOKEN.\n");
    }

    /// Its house starts the gateway again by itself, and refuses to be opened once more.
    @Test
    void tellsAGatewayThatIsAwayFromAHouseThatIsClosed() throws IOException {
        Files.writeString(home.resolve("gateway"), "http://127.0.0.1:1\n");
        Files.writeString(home.resolve("token"), "pawl_of_the_house\n");

        assertThat(Called.inHome(home, "runs").err())
                .isEqualTo(
                        "Nobody answers at http://127.0.0.1:1.\nThe house in " + home
                                + " is open, but its gateway does not answer just now. Try again, or look with 'pawl status'.\n");
        assertThat(Called.inHome(home, "runs", "--url", "http://127.0.0.1:2").err())
                .contains("Start the house with 'pawl up', or say with --url");
    }

    @Test
    void saysWhatToDoWhenThereIsNoKey() throws IOException {
        Files.writeString(home.resolve("gateway"), gateway.address() + "\n");
        Called called = Called.inHome(home, "runs");

        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.err())
                .contains("There is no API key in " + home.resolve("token"))
                .contains("pawl up");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        Called called = Called.against(gateway, "runs", "--url", "localhost:8080");

        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.err())
                .isEqualTo("'localhost:8080' is no address of a gateway. Write it as http://127.0.0.1:8080.\n");
    }

    @Test
    void refusesAKeyThatWouldBreakTheRequest() {
        Called called =
                Called.with(Map.of("PAWL_URL", gateway.address(), "PAWL_TOKEN", "pawl_a\r\nX-Other: b"), "runs");

        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.err()).contains("The API key in PAWL_TOKEN holds characters");
        assertThat(gateway.asked()).isEmpty();
    }
}
