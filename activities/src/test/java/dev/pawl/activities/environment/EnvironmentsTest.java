package dev.pawl.activities.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.workspace.Checkout;
import dev.pawl.activities.workspace.Left;
import dev.pawl.activities.workspace.TestingOrigin;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvironmentsTest {

    @TempDir
    private Path folder;

    private TestingEnvironments trees;

    @BeforeEach
    void open() throws IOException {
        trees = new TestingEnvironments(folder);
    }

    @AfterEach
    void close() {
        trees.close();
    }

    @Test
    void needsNothingWhereNothingIsSaid() throws Exception {
        try (Ready ready = trees.ready(trees.base("readme", "hello\n"))) {
            assertThat(ready).isSameAs(Ready.NOTHING);
        }
    }

    @Test
    void tellsWhatTheBaseWantsToReach() throws Exception {
        try (Ready ready = trees.ready(trees.base(".pawl/environment.yaml", "version: 1\nsetup: 'true'\n"))) {
            assertThat(ready.network().isEmpty()).isTrue();
        }
        Workspace base = trees.base(".pawl/environment.yaml", "version: 1\nnetwork: [registry.example.org]\n");
        try (Ready ready = trees.ready(base)) {
            assertThat(ready.network().isEmpty()).isFalse();
        }
        Workspace more =
                trees.base(".pawl/environment.yaml", "version: 1\nsetup: 'true'\nnetwork: [registry.example.org]\n");
        try (Ready ready = trees.ready(more)) {
            assertThat(ready.network().isEmpty()).isFalse();
        }
        assertRefused("network: ['*']", ".pawl/environment.yaml: in \"network\", '*' is no host");
    }

    @Test
    void saysWhatASetupWasNotLetThroughTo() throws Exception {
        try (TestingEnvironments shut = new TestingEnvironments(folder.resolve("shut"), Map.of())) {
            Workspace base = shut.base(
                    ".pawl/environment.yaml",
                    "version: 1\nsetup: curl -sS https://elsewhere.test/ || curl -sS https://third.test:8443/\n");
            assertThatThrownBy(() -> shut.ready(base))
                    .isInstanceOf(UnfitException.class)
                    .hasMessageStartingWith(
                            "The tree could not be made ready by .pawl/environment.yaml.\nThe setup tried"
                                    + " to reach elsewhere.test:443.")
                    .hasMessageContaining("The setup tried to reach third.test:8443.")
                    .hasMessageContaining("name it in PAWL_SANDBOX_EGRESS_SETUPS of the worker.");
        }
    }

    @Test
    void makesOnceWhatAllBasesWithTheSameLockShare() throws Exception {
        Workspace first =
                trees.base(".pawl/environment.yaml", trees.counting("key: [lock]"), "lock", "1\n", "a", "1\n");
        trees.ready(first).close();
        Workspace sameLock = trees.base("a", "2\n");
        trees.ready(sameLock).close();
        assertThat(trees.setups()).isEqualTo(1);

        Workspace otherLock = trees.base("lock", "2\n");
        trees.ready(otherLock).close();
        assertThat(trees.setups()).isEqualTo(2);

        trees.ready(first).close();
        assertThat(trees.setups()).isEqualTo(2);
    }

    @Test
    void takesAllOfTheTreeForTheKeyWhereNoneIsNamed() throws Exception {
        trees.ready(trees.base(".pawl/environment.yaml", trees.counting(""), "a", "1\n"))
                .close();
        trees.ready(trees.base("a", "2\n")).close();

        assertThat(trees.setups()).isEqualTo(2);
    }

    @Test
    void makesOnceWhatTwoAskForAtOnce() throws Exception {
        Workspace base = trees.base(".pawl/environment.yaml", trees.counting("key: [lock]"), "lock", "1\n");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> asked = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                asked.add(threads.submit(() -> {
                    try (Ready ready = trees.ready(base)) {
                        return TestingEnvironments.variables(ready).get("PAWL_CACHE");
                    }
                }));
            }
            assertThat(List.of(
                            asked.get(0).get(), asked.get(1).get(), asked.get(2).get()))
                    .containsOnly(asked.get(3).get());
        }
        assertThat(trees.setups()).isEqualTo(1);
    }

    @Test
    void followsTheBaseAndNotWhatAnAgentLeft() throws Exception {
        Workspace base = trees.base(".pawl/environment.yaml", trees.counting("key: [lock]"), "lock", "1\n");
        Workspace head;
        try (Checkout checkout = trees.workshop().checkout(base)) {
            Files.writeString(checkout.folder().resolve(".pawl/environment.yaml"), "version: 1\nsetup: exit 1\n");
            Files.writeString(checkout.folder().resolve("lock"), "2\n");
            head = ((Left.Changed) checkout.keep(TestingWorkshop.RUN, "Change")).workspace();
        }

        trees.ready(base).close();
        trees.ready(head).close();

        assertThat(trees.setups()).isEqualTo(1);
    }

    @Test
    void tellsProgramsWhereItIs() throws Exception {
        Workspace base = trees.base(
                ".pawl/environment.yaml",
                "version: 1\nsetup: mkdir $PAWL_CACHE/bin\nenvironment: {PATH: '$PAWL_CACHE/bin:${PATH}', TOOLS: $PAWL_CACHE/$NONE}\n");
        try (Ready ready = trees.ready(base)) {
            Map<String, String> variables = TestingEnvironments.variables(ready);
            Path cache = Path.of(variables.get("PAWL_CACHE"));

            assertThat(cache.resolve("bin")).isDirectory();
            assertThat(variables).containsEntry("PATH", cache + "/bin:/usr/bin").containsEntry("TOOLS", cache + "/");
        }
    }

    @Test
    void laysLinksThatAreNoPartOfTheTree() throws Exception {
        Workspace base = trees.base(
                ".pawl/environment.yaml",
                "version: 1\nsetup: mkdir $PAWL_CACHE/m && echo 1 > $PAWL_CACHE/m/one\nlinks: {web/modules: m}\n");
        try (Ready ready = trees.ready(base);
                Checkout checkout = trees.workshop().checkout(base)) {
            ready.layInto(checkout);
            Path link = checkout.folder().resolve("web/modules");

            assertThat(link.resolve("one")).hasContent("1");
            assertThat(checkout.keep(TestingWorkshop.RUN, "Nothing")).isInstanceOf(Left.Same.class);
            assertThat(TestingOrigin.git(checkout.folder(), "status", "--porcelain"))
                    .isEmpty();

            Files.delete(link);
            Files.createSymbolicLink(link, Path.of("/etc"));
            assertThat(checkout.keep(TestingWorkshop.RUN, "Another link"))
                    .as("control: any other link is seen")
                    .isInstanceOf(Left.Unkeepable.class);
        }
    }

    @Test
    void laysNoLinkOverWhatTheTreeHolds() throws Exception {
        assertRefused("links: {a: m}", "links a, but the repository itself holds files there", "a", "1\n");
        assertRefused("links: {a: m}", "links a, but the repository itself holds files there", "a/b", "1\n");
        assertRefused("links: {../a: m}", "no path below");
        assertRefused("links: {a: /etc}", "no path below");
        assertRefused("links: {.git/hooks: m}", "no path below");

        Workspace base =
                trees.base(".pawl/environment.yaml", "version: 1\nsetup: mkdir $PAWL_CACHE/m\nlinks: {web/m: m}\n");
        try (Ready ready = trees.ready(base);
                Checkout checkout = trees.workshop().checkout(base)) {
            Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
            Files.createSymbolicLink(checkout.folder().resolve("web"), elsewhere);
            ready.layInto(checkout);

            assertThat(elsewhere).isEmptyDirectory();
        }
    }

    @Test
    void letsNobodyWriteIntoWhatASetupMade() throws Exception {
        try (Ready ready =
                trees.ready(trees.base(".pawl/environment.yaml", trees.counting("key: [lock]"), "lock", "1\n"))) {
            Path made = Path.of(TestingEnvironments.variables(ready).get("PAWL_CACHE"));

            assertThat(Files.getPosixFilePermissions(made)).doesNotContain(PosixFilePermission.OWNER_WRITE);
            assertThat(Files.getPosixFilePermissions(made.resolve("made")))
                    .doesNotContain(PosixFilePermission.OWNER_WRITE);
        }
    }

    @Test
    void makesAnewWhatSomebodyWroteInto() throws Exception {
        Workspace base = trees.base(".pawl/environment.yaml", trees.counting("key: [lock]"), "lock", "1\n");
        Ready poisoned = trees.ready(base);
        Path made = Path.of(TestingEnvironments.variables(poisoned).get("PAWL_CACHE"))
                .resolve("made");
        Files.readString(made);
        trees.ready(base).close();
        assertThat(trees.setups()).as("control: reading does no harm").isEqualTo(1);

        Files.setPosixFilePermissions(made, Files.getPosixFilePermissions(folder));
        Files.writeString(made, "MADE\n");
        try (Ready clean = trees.ready(base)) {
            Path again = Path.of(TestingEnvironments.variables(clean).get("PAWL_CACHE"))
                    .resolve("made");
            assertThat(again).hasContent("made").isNotEqualTo(made);
            assertThat(made).as("somebody is still at work with it").exists();
        }
        assertThat(trees.setups()).isEqualTo(2);

        poisoned.close();
        trees.ready(trees.base("lock", "2\n")).close();
        assertThat(trees.setups()).isEqualTo(3);
    }

    @Test
    void saysWhyATreeCannotBeMadeReady() throws Exception {
        Workspace base = trees.base(
                ".pawl/environment.yaml",
                trees.counting("").replace("echo made", "echo no such package; exit 3; echo made"));

        assertThatThrownBy(() -> trees.ready(base))
                .isInstanceOf(UnfitException.class)
                .hasMessageContaining(".pawl/environment.yaml")
                .hasMessageContaining("ended with exit code 3")
                .hasMessageContaining("no such package");
        assertThat(trees.setups()).as("it is tried once more").isEqualTo(2);
        assertRefused("timeout: PT1S", "took longer than PT1S", "slow", "");
        assertRefused("preset: poetry", "the preset poetry, which does not exist. There are npm, pip, maven, and none");
        assertRefused("links: {deps: nothere}", "made no nothere in PAWL_CACHE");
        assertRefused("timout: PT1M", "a field \"timout\", which means nothing there");
        assertRefused("key: [none]", "no file fits");
        assertRefused("links: [a]", "makes no sense in line 3");
    }

    @Test
    void saysWhatMakesNoSenseInTheFile() throws Exception {
        assertRefused("environment: {DEPS: ~}", "makes no sense");
        assertRefused("environment: {'A=B': x}", "A=B is no variable");
        assertRefused("environment: {A: \"x\\0\"}", "A is no variable");
        assertRefused("key: [~]", "makes no sense");
        assertRefused("links: {a: ~}", "makes no sense");
    }

    @Test
    void takesAwayWhatAFailedSetupLeft() throws Exception {
        Path tried = folder.resolve("tried");
        Workspace base = trees.base(
                ".pawl/environment.yaml",
                "version: 1\nsetup: 'ls $PAWL_CACHE > %s.$(test -e %1$s; echo $?); echo x > $PAWL_CACHE/half; test -e %1$s || { touch %1$s; exit 1; }'\n"
                        .formatted(tried));
        trees.ready(base).close();

        assertThat(folder.resolve("tried.0")).as("what the second try found").hasContent("");
    }

    private void assertRefused(String more, String reason, String... files) throws IOException {
        String setup = more.startsWith("preset") ? "" : "setup: 'test ! -e slow || sleep 20'\n";
        List<String> all = new ArrayList<>(List.of(files));
        all.addAll(List.of(".pawl/environment.yaml", "version: 1\n" + setup + more + "\n"));
        TestingOrigin.git(trees.origin().folder(), "rm", "-r", "--quiet", "--force", "--ignore-unmatch", ".");
        Workspace base = trees.base(all.toArray(String[]::new));
        assertThatThrownBy(() -> trees.ready(base))
                .isInstanceOf(UnfitException.class)
                .hasMessageContaining(reason);
    }
}
