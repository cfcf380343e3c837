package dev.pawl.activities.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.process.TestingDaemon;
import dev.pawl.activities.station.Station;
import dev.pawl.activities.station.StationSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left of a program when its worker gets kill -9.
final class KilledWorkerTest {

    @TempDir
    private Path folder;

    @Test
    void takesAllThatWasShutInWithIt() throws Exception {
        killAtWork(6305, true);

        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (TestingDaemon.count(6305) > 0 && System.nanoTime() < until) {
            Thread.sleep(10);
        }
        assertThat(TestingDaemon.count(6305)).isZero();
    }

    /// The control: without a sandbox they live on, until the next worker finds them.
    @Test
    void wouldLeaveWhatWasNot() throws Exception {
        killAtWork(6306, false);

        assertThat(TestingDaemon.count(6306)).isPositive();
        new Station(new StationSettings(folder.resolve("station"))).close();
        assertThat(TestingDaemon.count(6306)).isZero();
    }

    /// It may die while its program is on the way into the sandbox, before the kernel knows with whom to end it.
    @Test
    void beginsNothingOnceItIsGone() throws Exception {
        assertThat(launchedBy(ProcessHandle.current().pid())).as("the control").doesNotContain("is gone");
        assertThat(launchedBy(1)).contains("the worker 1 is gone");
    }

    private String launchedBy(long worker) throws IOException, InterruptedException {
        Path script = folder.resolve("launch.sh");
        try (InputStream source = Objects.requireNonNull(Bubblewrap.class.getResourceAsStream("launch.sh"))) {
            Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
        }
        Process launched = new ProcessBuilder(
                        "sh",
                        script.toString(),
                        folder.toString(),
                        "1024",
                        "",
                        "9",
                        Long.toString(worker),
                        "--",
                        "true")
                .redirectErrorStream(true)
                .start();
        String said = new String(launched.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(launched.waitFor()).as(said).isNotZero();
        return said;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void killAtWork(int seconds, boolean shut) throws IOException, InterruptedException {
        Process worker = DyingWorker.start(folder, seconds, shut);
        while (!TestingDaemon.isRunning(seconds)) {
            assertThat(worker.isAlive()).as(() -> read(folder.resolve("said"))).isTrue();
            Thread.sleep(20);
        }
        worker.destroyForcibly().waitFor();
    }
}
