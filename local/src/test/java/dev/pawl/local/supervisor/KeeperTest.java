package dev.pawl.local.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.Fixtures;
import dev.pawl.local.home.Folders;
import dev.pawl.local.home.Home;
import dev.pawl.local.part.Part;
import dev.pawl.local.part.Probe;
import dev.pawl.local.part.Stop;
import dev.pawl.local.port.Sockets;
import dev.pawl.local.process.Launch;
import dev.pawl.local.process.Nursery;
import dev.pawl.local.process.PartRecords;
import dev.pawl.local.process.ProcessIdentity;
import dev.pawl.local.process.Signal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KeeperTest {

    @TempDir
    private Path folder;

    /// As on a disk that was full for a while.
    @Test
    void keepsAPartAliveOfWhichNothingCouldBeWrittenDown() throws Exception {
        Home home = Fixtures.home(folder);
        Path parts = home.run().resolve("parts");
        Fixtures.Heard heard = new Fixtures.Heard();
        int port = Fixtures.port();
        Keeper keeper = new Keeper(part(home, port), new Nursery(home, new PartRecords(parts)), heard.log());
        keeper.open().get(2, TimeUnit.MINUTES);
        try {
            long first = Sockets.holder(port).orElseThrow();
            Folders.delete(parts);
            Files.createFile(parts);

            Signal.KILL.send(ProcessIdentity.of(first).orElseThrow());
            await(() -> heard.text().contains("could not be kept"));
            assertThat(heard.text()).contains("How memory is could not be written down");
            Files.delete(parts);

            await(() -> heard.text().contains("memory is ready again"));
            assertThat(Sockets.holder(port)).isPresent().isNotEqualTo(Optional.of(first));
        } finally {
            keeper.close(CompletableFuture.completedFuture(null));
        }
        assertThat(Sockets.holder(port)).isEmpty();
    }

    private static void await(BooleanSupplier isSo) throws InterruptedException {
        while (!isSo.getAsBoolean()) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    /// The JDK's own small server.
    private static Part part(Home home, int port) {
        Launch launch = new Launch(
                List.of(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-m",
                        "jdk.httpserver",
                        "-p",
                        Integer.toString(port)),
                Map.of("PATH", "/usr/bin:/bin"),
                home.root(),
                home.root().resolve("log"));
        return new Part("memory", launch, new Probe.MemoryTemporal(port), Stop.within(Duration.ofSeconds(5)));
    }
}
