package dev.pawl.activities.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.blob.BlobRef;
import dev.pawl.store.blob.Blobs;
import dev.pawl.store.workspace.Bundle;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Opened;
import dev.pawl.workflows.port.workspace.Repository;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkspacesTest {

    @TempDir
    private Path folder;

    private TestingWorkshop workshop;
    private TestingOrigin origin;

    @BeforeEach
    void open() throws IOException {
        workshop = TestingWorkshop.in(folder, TestingWorkshop.BARE);
        origin = TestingOrigin.ofAProject(folder.resolve("origin"));
    }

    @AfterEach
    void close() {
        workshop.close();
    }

    @Test
    void opensABranchATagAndACommit() throws IOException {
        String first = origin.head();
        origin.git("tag", "--annotate", "--message", "one", "v1");
        origin.write("README.md", "Read me again\n").commit("Second");

        assertThat(base("main")).isEqualTo(origin.head());
        assertThat(base("HEAD")).isEqualTo(origin.head());
        assertThat(base("v1")).isEqualTo(first);
        assertThat(base(first)).isEqualTo(first);
    }

    @Test
    void saysWhyThereIsNothingToWorkOn() throws IOException {
        assertThat(declined("no-such-branch").reason()).isEqualTo(Opened.Reason.NO_SUCH_REF);
        assertThat(declined("--upload-pack=touch /tmp/x").reason()).isEqualTo(Opened.Reason.NO_SUCH_REF);

        Files.move(origin.folder(), folder.resolve("gone"));
        assertThat(declined("main").reason()).isEqualTo(Opened.Reason.UNREACHABLE);
        assertThat(declined("main").sentence()).contains(origin.url());
    }

    @Test
    void asksForASandboxWhereNobodyTrustsTheRepository() throws IOException {
        try (TestingWorkshop strict = TestingWorkshop.in(
                folder.resolve("strict"),
                Map.of("pawl.sandbox.trusted", "", "pawl.origin.trusted", "file://" + folder))) {
            assertThat(least(strict, null)).isEqualTo(Level.BUBBLEWRAP);
            assertThat(least(strict, Level.BUBBLEWRAP)).isEqualTo(Level.BUBBLEWRAP);
            assertThat(strict.open(at(origin), Level.NONE)).isInstanceOfSatisfying(Opened.Declined.class, declined -> {
                assertThat(declined.reason()).isEqualTo(Opened.Reason.NOT_ALLOWED);
                assertThat(declined.sentence()).contains(origin.url(), "PAWL_SANDBOX_TRUSTED");
            });
        }
    }

    @Test
    void asksForNoSandboxForATrustedRepositoryUnlessTheRunDoes() {
        assertThat(least(workshop, null)).isEqualTo(Level.NONE);
        assertThat(least(workshop, Level.NONE)).isEqualTo(Level.NONE);
        assertThat(least(workshop, Level.BUBBLEWRAP)).isEqualTo(Level.BUBBLEWRAP);
    }

    @Test
    void keepsWhatAnAgentLeft() throws IOException {
        Workspace base = workshop.opened(origin);
        try (Checkout checkout = workshop.checkout(base)) {
            Files.writeString(checkout.folder().resolve("src/Main.java"), "class Main { int fixed; }\n");
            Files.delete(checkout.folder().resolve("README.md"));
            Path script = Files.writeString(checkout.folder().resolve("run ü.sh"), "#!/bin/sh\n");
            Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.createDirectories(checkout.folder().resolve("target"));
            Files.writeString(checkout.folder().resolve("target/out.class"), "ignored");
            Files.writeString(checkout.folder().resolve("kept.log"), "changed\n");
            Files.createSymbolicLink(checkout.folder().resolve("link"), Path.of("src/Main.java"));

            Left.Changed left = (Left.Changed) checkout.keep(TestingWorkshop.RUN, "Work");

            assertThat(left.files()).isEqualTo(5);
            assertThat(checkout.keep(TestingWorkshop.RUN, "Work")).isEqualTo(left);
            try (Checkout again = workshop.checkout(left.workspace())) {
                assertThat(again.folder().resolve("README.md")).doesNotExist();
                assertThat(again.folder().resolve("target")).doesNotExist();
                assertThat(again.folder().resolve("kept.log")).hasContent("changed");
                assertThat(again.folder().resolve("run ü.sh")).isExecutable();
                assertThat(again.folder().resolve("link")).isSymbolicLink();
                assertThat(again.keep(TestingWorkshop.RUN, "Nothing")).isEqualTo(new Left.Same());
            }
        }
    }

    @Test
    void takesATreeThatNobodyTouchedForUnchangedWhateverItsAttributesSay() throws IOException {
        origin.write(".gitattributes", "*.cmd text eol=crlf\n*.txt ident\n*.x filter=lfs\n")
                .write("a.cmd", "one\ntwo\n")
                .write("a.txt", "$Id$\n")
                .write("a.x", "text\n")
                .commit("Attributes");
        try (Checkout checkout = workshop.checkout(workshop.opened(origin))) {
            assertThat(checkout.folder().resolve("a.cmd")).hasContent("one\ntwo\n");
            assertThat(checkout.keep(TestingWorkshop.RUN, "Nothing")).isInstanceOf(Left.Same.class);
        }
    }

    @Test
    void laysOutAnyStepFromTheStoreAlone() throws IOException {
        Workspace step = workshop.opened(origin);
        for (int i = 0; i < 25; i++) {
            step = changed(step, "src/Step.java", "class Step { int i = " + i + "; }\n");
        }
        assertThat(bundles(step)).hasSizeLessThanOrEqualTo(20);
        Files.move(origin.folder(), folder.resolve("gone"));

        workshop.moveTo(folder.resolve("another-worker"));

        try (Checkout checkout = workshop.checkout(step)) {
            assertThat(checkout.folder().resolve("src/Step.java")).content().contains("i = 24");
            assertThat(TestingOrigin.git(checkout.folder(), "status", "--porcelain"))
                    .isEmpty();
        }
    }

    @Test
    void mendsWhatItHasAtHandWhenThatIsDamaged() throws IOException {
        Workspace base = workshop.opened(origin);
        try (Stream<Path> files = Files.walk(folder.resolve("station/0/cache"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".pack")).toList()) {
                Files.writeString(file, "rubbish");
            }
        }
        workshop.moveTo(folder.resolve("station"));

        try (Checkout checkout = workshop.checkout(base)) {
            assertThat(checkout.folder().resolve("README.md")).hasContent("Read me");
        }
    }

    /// Some MiB that no compression makes smaller: stored once, and later bases and steps on it.
    @Test
    void storesARepositoryOnceHoweverManyRunsAndStepsThereAre() throws IOException {
        LargeOrigin large = LargeOrigin.in(folder.resolve("large.git"), 160, 50_000);
        Repository repository = new Repository(large.url(), "main", null);
        Workspace base = workshop.opened(repository);
        long once = workshop.stored();

        Workspace again = workshop.opened(repository);

        assertThat(once).isBetween(160L * 50_000, 160L * 51_000);
        assertThat(again).isEqualTo(base);
        assertThat(workshop.stored()).isEqualTo(once);

        try (Checkout checkout = workshop.checkout(base)) {
            for (int file : List.of(0, 70, 159)) {
                Files.writeString(
                        checkout.folder().resolve(LargeOrigin.path(file)), "changed", StandardOpenOption.APPEND);
            }
            assertThat(((Left.Changed) checkout.keep(TestingWorkshop.RUN, "Step")).files())
                    .isEqualTo(3);
        }
        assertThat(workshop.stored() - once).isBetween(1L, 64L * 1024);
    }

    @Test
    void storesALaterBaseAsWhatItAddsToAnEarlierOne() throws IOException {
        byte[] noise = new byte[8 << 20];
        new Random(42).nextBytes(noise);
        Files.write(origin.folder().resolve("noise.bin"), noise);
        origin.commit("Noise");
        workshop.opened(origin);

        origin.write("later.txt", "later\n").commit("Later");
        Workspace later = workshop.opened(origin);

        assertThat(bundles(later))
                .singleElement()
                .satisfies(bundle -> assertThat(size(bundle)).isLessThan(64 * 1024));
    }

    @Test
    void laysOtherPathsOverAWorkspace() throws IOException {
        Workspace base = workshop.opened(origin);
        Workspace step = changed(base, "src/MainTest.java", "class MainTest {}\n");

        try (Checkout checkout = workshop.get(Checkouts.class)
                .openWith(workshop.tenant(), base, step, List.of("src/MainTest.java", "README.md", "not/there"))) {
            assertThat(checkout.folder().resolve("src/MainTest.java")).exists();
            assertThat(checkout.folder().resolve("README.md")).exists();
        }
        try (Checkout checkout =
                workshop.get(Checkouts.class).openWith(workshop.tenant(), step, base, List.of("src/MainTest.java"))) {
            assertThat(checkout.folder().resolve("src/MainTest.java")).doesNotExist();
        }
    }

    @Test
    void tellsWhatAStepChanged() throws IOException {
        Workspace base = workshop.opened(origin);
        Workspace step = changed(base, "src/Main.java", "class Main {\n    int added;\n}\n");

        assertThat(workshop.get(Trees.class).changes(workshop.tenant(), step, base.commit()))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.kind()).isEqualTo(Change.Kind.MODIFIED);
                    assertThat(change.added()).contains(new Change.Line(2, "    int added;"));
                });
        assertThat(workshop.get(Trees.class).read(workshop.tenant(), step, base.commit(), "README.md", 100))
                .hasValueSatisfying(bytes -> assertThat(bytes).asString().isEqualTo("Read me\n"));
    }

    private Workspace changed(Workspace from, String path, String content) throws IOException {
        try (Checkout checkout = workshop.checkout(from)) {
            Files.writeString(checkout.folder().resolve(path), content);
            return ((Left.Changed) checkout.keep(TestingWorkshop.RUN, "Step")).workspace();
        }
    }

    private List<Bundle> bundles(Workspace workspace) {
        return workshop.get(dev.pawl.store.workspace.Workspaces.class)
                .bundles(workshop.tenant(), workspace.repository().url(), workspace.commit());
    }

    private long size(Bundle bundle) {
        return workshop.get(Blobs.class)
                .find(workshop.tenant(), bundle.blob())
                .map(BlobRef::size)
                .orElseThrow();
    }

    private String base(String ref) {
        return ((Opened.Ready) workshop.open(origin, ref)).base().base();
    }

    private @Nullable Level least(TestingWorkshop opening, @Nullable Level asked) {
        return ((Opened.Ready) opening.open(at(origin), asked)).least();
    }

    private static Repository at(TestingOrigin origin) {
        return new Repository(origin.url(), "main", null);
    }

    private Opened.Declined declined(String ref) {
        return (Opened.Declined) workshop.open(origin, ref);
    }
}
