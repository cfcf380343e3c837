package dev.pawl.local.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.local.HouseException;
import dev.pawl.local.home.HouseFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PortsTest {

    private static final PortChoice USUAL = new PortChoice.Usual();
    private static final PortChoice AUTOMATIC = new PortChoice.Automatic();

    @TempDir
    Path folder;

    @Test
    void saysWhoHoldsATakenPortAndHowToChooseAnother() throws IOException {
        try (ServerSocket taken = taken()) {
            assertThatThrownBy(() -> ports().known("gateway", USUAL, taken.getLocalPort()))
                    .isInstanceOf(HouseException.class)
                    .hasMessageStartingWith("Port " + taken.getLocalPort() + " is taken by process "
                            + ProcessHandle.current().pid() + " (")
                    .hasMessageEndingWith(
                            "End that, or choose another with --gateway-port=NUMBER, or --gateway-port=auto.");
        }
    }

    @Test
    void givesTheSameFreePortTheNextTime() {
        int first = ports().known("gateway", AUTOMATIC, 8080);

        assertThat(ports().known("gateway", AUTOMATIC, 8080)).isEqualTo(first);
        assertThat(ports().known("gateway", USUAL, 8080)).isEqualTo(first);
    }

    @Test
    void givesAnotherOneWhenTheRememberedOneIsTaken() throws IOException {
        int first = ports().inner("database", USUAL);
        try (ServerSocket taken = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
            assertThat(ports().inner("database", USUAL)).isNotEqualTo(taken.getLocalPort());
        }
    }

    @Test
    void remembersAChosenNumber() throws IOException {
        int free = ports().any();
        ports().known("gateway", new PortChoice.Exactly(free), 8080);

        assertThat(ports().known("gateway", USUAL, 8080)).isEqualTo(free);
    }

    @Test
    void forgetsANumberThatIsNoPort() throws IOException {
        int free = ports().any();
        for (String number : new String[] {"99999", "0"}) {
            Files.writeString(folder.resolve("house.properties"), "port.gateway=" + number + "\n");

            assertThat(ports().known("gateway", USUAL, free)).isEqualTo(free);
        }
    }

    @Test
    void givesNoPortTwice() {
        Ports ports = ports();
        int first = ports.any();

        assertThatThrownBy(() -> ports.known("ui", new PortChoice.Exactly(first), 8233))
                .hasMessageContaining("was given to two parts");
    }

    @Test
    void readsAutoOrANumber() {
        assertThat(PortChoice.parse("auto")).isEqualTo(AUTOMATIC);
        assertThat(PortChoice.parse("9000")).isEqualTo(new PortChoice.Exactly(9000));
        assertThatThrownBy(() -> PortChoice.parse("70000"))
                .hasMessage("'70000' is no port: say auto, or a number from 1 to 65535.");
    }

    @Test
    void knowsWhetherAProcessItselfListens() throws IOException {
        try (ServerSocket socket = taken()) {
            java.util.List<Integer> ports = java.util.List.of(socket.getLocalPort());

            assertThat(Sockets.listens(ProcessHandle.current().pid(), ports)).isTrue();
            assertThat(Sockets.listens(1, ports)).isFalse();
        }
    }

    private Ports ports() {
        return new Ports(new HouseFile(folder.resolve("house.properties")));
    }

    private static ServerSocket taken() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
