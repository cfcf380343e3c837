package dev.pawl.activities.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SmallTreeTest {

    @TempDir
    private Path folder;

    private TestingWorkshop workshop;
    private TestingOrigin origin;

    @BeforeEach
    void open() throws IOException {
        workshop = TestingWorkshop.in(folder, TestingWorkshop.BARE);
        origin = TestingOrigin.in(folder.resolve("origin"));
    }

    @AfterEach
    void close() {
        workshop.close();
    }

    @Test
    void laysOutWhatGitWouldLayOut() throws IOException {
        origin.write("a/b/deep ü.txt", "deep\n").write("a/plain", "plain\n").write("run", "#!/bin/sh\n");
        Files.setPosixFilePermissions(origin.folder().resolve("run"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.createSymbolicLink(origin.folder().resolve("link"), Path.of("a/plain"));
        origin.commit("First");

        try (Checkout checkout = workshop.checkout(workshop.opened(origin))) {
            assertThat(isSmall(checkout)).isTrue();
            assertThat(checkout.folder().resolve("a/b/deep ü.txt")).hasContent("deep");
            assertThat(checkout.folder().resolve("run")).isExecutable();
            assertThat(Files.isExecutable(checkout.folder().resolve("a/plain"))).isFalse();
            assertThat(Files.readSymbolicLink(checkout.folder().resolve("link")))
                    .isEqualTo(Path.of("a/plain"));
            assertIsAsInTheOrigin(checkout);
        }
    }

    @Test
    void leavesModulesToGit() throws IOException {
        origin.write("a", "one\n").commit("First");
        origin.git("update-index", "--add", "--cacheinfo", "160000," + origin.head() + ",module");
        origin.git("commit", "--quiet", "--message", "A module");

        try (Checkout checkout = workshop.checkout(workshop.opened(origin))) {
            assertThat(isSmall(checkout)).isFalse();
            assertThat(checkout.folder().resolve("module")).isEmptyDirectory();
            assertIsAsInTheOrigin(checkout);
        }
    }

    @Test
    void leavesManyFilesToGit() throws IOException {
        for (int number = 0; number <= 1_000; number++) {
            origin.write("files/" + number, number + "\n");
        }
        origin.commit("Many");

        try (Checkout checkout = workshop.checkout(workshop.opened(origin))) {
            assertThat(isSmall(checkout)).isFalse();
            assertIsAsInTheOrigin(checkout);
        }
    }

    /// The index that git makes says more of each file than the one that is made here: when its inode was changed.
    private static boolean isSmall(Checkout checkout) throws IOException {
        return TestingOrigin.git(checkout.folder(), "ls-files", "--debug").contains("ctime: 0:0");
    }

    private void assertIsAsInTheOrigin(Checkout checkout) throws IOException {
        assertThat(TestingOrigin.git(checkout.folder(), "ls-files", "--stage"))
                .isEqualTo(origin.git("ls-files", "--stage"));
        assertThat(TestingOrigin.git(checkout.folder(), "status", "--porcelain"))
                .isEmpty();
    }
}
