package dev.pawl.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The demo, stopped by the person who started it.
final class DemoStopTest {

    private static final int CLOSED = 3;
    private static final int INTERRUPTED = 130;

    @TempDir
    private Path folder;

    @Test
    void saysHowToCloseTheHouseThatItWasOpening() throws Exception {
        Path checkout = FakeCheckout.in(folder.resolve("checkout"));
        try (HouseProcess house = new HouseProcess(folder.resolve("house"), checkout)) {
            // Its programs are never ready: however slow the machine is, it is still opening.
            Files.createFile(house.file("broken"));
            Path output = house.file("output");
            Process demo = house.start(output, "demo");
            HouseProcess.await("the house opens", () -> house.status().exitCode() != CLOSED);

            new ProcessBuilder("kill", "-INT", Long.toString(demo.pid()))
                    .start()
                    .waitFor();

            assertThat(demo.waitFor()).isEqualTo(INTERRUPTED);
            assertThat(Files.readString(output))
                    .contains("The demo was stopped. The house in " + house.home() + " stays open")
                    .containsPattern("Close it with: PAWL_HOME=.* down\n$");
        }
    }
}
