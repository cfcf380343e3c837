package dev.pawl.activities.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StationTest {

    @TempDir
    private Path folder;

    @Test
    void givesEachWorkerAPlaceOfItsOwn() throws Exception {
        try (Station one = open();
                Station other = open()) {
            assertThat(one.scratch().getParent()).isNotEqualTo(other.scratch().getParent());
            assertThat(one.mark()).isNotEqualTo(one.mark());
        }
    }

    @Test
    void takesTheSamePlaceAgainWithWhatWasCachedThere() throws Exception {
        try (Station first = open()) {
            Files.createDirectories(first.cache("all").resolve("repository"));
        }
        try (Station second = open()) {
            assertThat(second.cache("all").resolve("repository")).isDirectory();
        }
    }

    @Test
    void takesAwayTheWorkingCopiesOfADeadWorkerWhateverTheirPermissions() throws Exception {
        Path left = Files.createDirectories(folder.resolve("0/scratch/dead/closed"));
        Files.createFile(left.resolve("file"));
        Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("---------"));

        try (Station station = open()) {
            assertThat(folder.resolve("0/scratch/dead")).doesNotExist();
            assertThat(station.scratch()).isDirectory();
        }
    }

    /// Step by step a program makes folders that no path is long enough for.
    @Test
    void takesAwayFoldersThatAreTooDeepForAnyPath() throws Exception {
        TestingDepth.under(Files.createDirectories(folder.resolve("0/scratch/dead")));
        TestingDepth.under(Files.createDirectories(folder.resolve("1/scratch/dead")));
        Path kept = Files.createFile(folder.resolve("kept"));
        Files.createSymbolicLink(folder.resolve("0/scratch/dead/link"), folder);

        try (Station station = open()) {
            assertThat(folder.resolve("0/scratch")).doesNotExist();
            assertThat(folder.resolve("1/scratch")).doesNotExist();
            TestingDepth.under(station.scratch());
        }
        assertThat(folder.resolve("0/scratch")).doesNotExist();
        assertThat(kept).exists();
    }

    @Test
    void startsAlsoWhereANeighboursPlaceCannotBeTidiedUp() throws Exception {
        Files.createDirectories(folder.resolve("1/lock"));
        Path left = Files.createDirectories(folder.resolve("2/scratch/dead"));

        try (Station station = open()) {
            assertThat(station.scratch()).isDirectory();
            assertThat(left).doesNotExist();
        }
    }

    /// Programs of a worker that got kill -9: its place is free, and they still carry its mark.
    @Test
    void endsTheProgramsOfADeadWorker() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("setsid", "sleep", "600");
        builder.environment().put(Station.MARK, folder.resolve("1") + "#left");
        Files.createDirectories(folder.resolve("1"));
        Process left = builder.start();

        try (Station station = open()) {
            assertThat(station.mark()).startsWith(folder.resolve("0").toString());
            assertThat(left.waitFor()).isEqualTo(137);
        }
    }

    @Test
    void leavesTheProgramsOfTheLivingAlone() throws Exception {
        try (Station living = open()) {
            ProcessBuilder builder = new ProcessBuilder("sleep", "600");
            builder.environment().put(Station.MARK, living.mark());
            Process theirs = builder.start();
            try (Station other = open()) {
                assertThat(other.cache("all")).isNotEqualTo(living.cache("all"));
                assertThat(theirs.isAlive()).isTrue();
            } finally {
                theirs.destroyForcibly();
            }
        }
    }

    /// Another process asks the system whether the place is held, and not this JVM.
    @Test
    void isNotTakenForDeadByTheWorkerOfAnotherProcess() throws Exception {
        try (Station living = open()) {
            Path scratch = living.scratch();
            Path said = folder.resolve("said");

            Process next = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-Dsun.jnu.encoding=UTF-8",
                            "-cp",
                            System.getProperty("java.class.path"),
                            Next.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();

            assertThat(next.waitFor()).as(() -> contentOf(said.toFile())).isZero();
            assertThat(said).content().contains(folder.resolve("1") + "#");
            assertThat(scratch).isDirectory();
        }
    }

    /// The worker of another process.
    static final class Next {

        public static void main(String[] arguments) {
            try (Station station = new Station(new StationSettings(Path.of(arguments[0])))) {
                System.out.println(station.mark());
            }
        }
    }

    private Station open() {
        return new Station(new StationSettings(folder));
    }
}
