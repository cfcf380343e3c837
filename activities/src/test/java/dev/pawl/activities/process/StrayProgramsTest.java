package dev.pawl.activities.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.station.Station;
import dev.pawl.activities.station.StationSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Programs that left their session and threw their environment away.
final class StrayProgramsTest {

    @TempDir
    private Path folder;

    private Station station;
    private LocalProcesses processes;

    @BeforeEach
    void open() {
        station = new Station(new StationSettings(folder));
        processes = new LocalProcesses(station, new Spawner());
    }

    @AfterEach
    void close() {
        station.close();
        running("6201").forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void endsWhatStaysInTheFolderOfItsWork() throws Exception {
        Path work = Files.createDirectories(station.scratch().resolve("tree"));

        assertThat(run(work, "setsid env -i sleep 6201 &\nsleep 0.3").isFine()).isTrue();

        assertThat(running("6201")).isEmpty();
    }

    @Test
    void endsWhatItSawBeingStarted() throws Exception {
        Path work = Files.createDirectories(station.scratch().resolve("tree"));

        assertThat(run(work, "(cd / && exec setsid env -i sleep 6201) &\nsleep 3")
                        .isFine())
                .isTrue();

        assertThat(running("6201")).isEmpty();
    }

    @Test
    void leavesTheProgramsOfOtherWorkAlone() throws Exception {
        Path other = station.scratch();
        Process neighbour =
                new ProcessBuilder("sleep", "6201").directory(other.toFile()).start();

        assertThat(run(station.scratch(), "true").isFine()).isTrue();
        assertThat(run(folder, "true").isFine()).isTrue();

        assertThat(neighbour.isAlive()).isTrue();
    }

    @Test
    void endsWhatADeadWorkerLeftInItsFolders() throws Exception {
        Path left = Files.createDirectories(folder.resolve("1/scratch/dead/tree"));
        ProcessBuilder builder = new ProcessBuilder("setsid", "sleep", "6201").directory(left.toFile());
        builder.environment().clear();
        Process program = builder.start();

        try (Station next = new Station(new StationSettings(folder))) {
            assertThat(next.scratch()).exists();
            assertThat(program.waitFor()).isEqualTo(137);
        }
    }

    private Ended run(Path work, String script) throws Exception {
        return processes.run(
                new Command(
                        List.of("sh", "-c", script),
                        work,
                        Map.of("PATH", "/usr/bin:/bin"),
                        "",
                        Duration.ofMinutes(1),
                        Duration.ofMinutes(1),
                        1 << 20),
                (_, _, _) -> {});
    }

    private static List<ProcessHandle> running(String seconds) {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().commandLine().orElse("").endsWith("sleep " + seconds))
                .toList();
    }
}
