package dev.pawl.activities.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.workspace.Opened;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What would harm a worker is refused before it can, and by name.
final class HostileTreesTest {

    @TempDir
    private Path folder;

    private TestingWorkshop workshop;
    private TestingOrigin origin;

    @BeforeEach
    void open() throws IOException {
        workshop = TestingWorkshop.in(folder);
        origin = TestingOrigin.ofAProject(folder.resolve("origin"));
    }

    @AfterEach
    void close() {
        workshop.close();
    }

    @Test
    void refusesWhatIsTooLargeBeforeItIsLaidOut() throws IOException {
        try (TestingWorkshop small = TestingWorkshop.in(
                folder, Map.of("pawl.workspace.largest-file", "1", "pawl.station.folder", folder + "/small"))) {
            origin.write("large.bin", "x".repeat(2 << 20)).commit("Large");
            assertThat(small.open(origin, "main")).isInstanceOfSatisfying(Opened.Declined.class, declined -> {
                assertThat(declined.reason()).isEqualTo(Opened.Reason.TOO_LARGE);
                assertThat(declined.sentence()).contains("large.bin").contains("PAWL_WORKSPACE_LARGEST_FILE");
            });
        }
    }

    @Test
    void stopsAFetchThatBringsTooMuch() throws IOException {
        byte[] noise = new byte[3 << 20];
        new Random(7).nextBytes(noise);
        Files.write(origin.folder().resolve("noise"), noise);
        origin.commit("Noise");
        try (TestingWorkshop small = TestingWorkshop.in(
                folder, Map.of("pawl.origin.largest", "1", "pawl.station.folder", folder + "/small"))) {
            assertThat(small.open(origin, "main"))
                    .isInstanceOfSatisfying(
                            Opened.Declined.class,
                            declined -> assertThat(declined.reason()).isEqualTo(Opened.Reason.TOO_LARGE));
        }
    }

    /// Few bytes, very many paths: each tree names the one below ten times.
    @Test
    void countsATreeBombWithoutLayingItOut() throws IOException {
        String tree = origin.git("rev-parse", "HEAD^{tree}").strip();
        for (int level = 0; level < 9; level++) {
            StringBuilder entries = new StringBuilder();
            for (int i = 0; i < 10; i++) {
                entries.append("040000 tree ")
                        .append(tree)
                        .append("\td")
                        .append(i)
                        .append('\n');
            }
            Path list = Files.writeString(folder.resolve("entries"), entries);
            tree = mktree(list);
        }
        String commit = origin.git("commit-tree", tree, "-m", "Bomb").strip();
        origin.git("branch", "bomb", commit);

        assertThat(declined("bomb").reason()).isEqualTo(Opened.Reason.TOO_LARGE);
    }

    @Test
    void refusesByNameWhatNoTreeMayHold() throws Exception {
        Workspace base = workshop.opened(origin);
        try (Checkout checkout = workshop.checkout(base)) {
            TestingOrigin.in(checkout.folder().resolve("nested"));
            Files.createSymbolicLink(checkout.folder().resolve("passwords"), Path.of("/etc/passwd"));
            Files.createSymbolicLink(checkout.folder().resolve("src/up"), Path.of("../../outside"));
            Files.createSymbolicLink(checkout.folder().resolve("top"), Path.of("/tree/README.md"));
            assertThat(new ProcessBuilder("mkfifo", checkout.folder() + "/pipe")
                            .start()
                            .waitFor())
                    .isZero();

            Left left = checkout.keep(TestingWorkshop.RUN, "Work");

            assertThat(((Left.Unkeepable) left).findings())
                    .extracting(Finding::rule, Finding::path)
                    .containsExactlyInAnyOrder(
                            tuple("nested-repository", "nested/.git"),
                            tuple("escape", "passwords"),
                            tuple("escape", "src/up"),
                            tuple("escape", "top"),
                            tuple("not-a-file", "pipe"));
        }
    }

    /// What the base brought is the repository's own affair, as long as nobody changes it.
    @Test
    void leavesALinkOutThatWasThereBefore() throws IOException {
        Files.createSymbolicLink(origin.folder().resolve("out"), Path.of("../elsewhere"));
        origin.commit("A link out");
        try (Checkout checkout = workshop.checkout(workshop.opened(origin))) {
            Files.writeString(checkout.folder().resolve("README.md"), "Read it\n");

            assertThat(checkout.keep(TestingWorkshop.RUN, "Work")).isInstanceOf(Left.Changed.class);

            Files.delete(checkout.folder().resolve("out"));
            Files.createSymbolicLink(checkout.folder().resolve("out"), Path.of("../further"));
            assertThat(((Left.Unkeepable) checkout.keep(TestingWorkshop.RUN, "Work")).findings())
                    .extracting(Finding::rule, Finding::path)
                    .containsExactly(tuple("escape", "out"));
        }
    }

    /// What fires when git itself looks at the tree: the control shows that it does.
    @Test
    void runsNothingOfABoobyTrappedTree() throws IOException {
        Workspace base = workshop.opened(origin);
        Path sprung = folder.resolve("sprung");
        try (Checkout checkout = workshop.checkout(base)) {
            Path trap =
                    Files.writeString(checkout.aside().resolve("trap.sh"), "#!/bin/sh\ntouch '%s'\n".formatted(sprung));
            Files.setPosixFilePermissions(trap, PosixFilePermissions.fromString("rwxr-xr-x"));
            TestingOrigin.git(checkout.folder(), "config", "core.fsmonitor", trap.toString());
            TestingOrigin.git(checkout.folder(), "config", "filter.trap.clean", trap.toString());
            Files.writeString(checkout.folder().resolve(".gitattributes"), "* filter=trap\n");
            Files.writeString(checkout.folder().resolve("src/Main.java"), "class Main { int a; }\n");
            Files.deleteIfExists(sprung);

            assertThat(checkout.keep(TestingWorkshop.RUN, "Work")).isInstanceOf(Left.Changed.class);
            assertThat(sprung).doesNotExist();

            TestingOrigin.git(checkout.folder(), "status");
            assertThat(sprung).exists();
        }
    }

    private Opened.Declined declined(String ref) {
        return (Opened.Declined) workshop.open(origin, ref);
    }

    private String mktree(Path list) throws IOException {
        Process process = new ProcessBuilder("git", "mktree")
                .directory(origin.folder().toFile())
                .redirectInput(list.toFile())
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    }
}
