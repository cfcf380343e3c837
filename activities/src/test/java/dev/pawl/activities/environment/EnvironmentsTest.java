package dev.pawl.activities.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.workspace.Checkout;
import dev.pawl.activities.workspace.Left;
import dev.pawl.activities.workspace.TestingOrigin;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EnvironmentsTest {

    @TempDir
    private Path folder;

    private TestingWorkshop workshop;
    private TestingOrigin origin;

    @BeforeEach
    void open() throws IOException {
        workshop = TestingWorkshop.in(folder, Map.of("pawl.environment.variables", "PAWL_TESTING_TOKEN"));
        origin = TestingOrigin.in(folder.resolve("origin"));
    }

    @AfterEach
    void close() {
        workshop.close();
    }

    @Test
    void needsNothingWhereNothingIsSaid() throws Exception {
        try (Ready ready = ready(base("readme", "hello\n"))) {
            assertThat(ready).isSameAs(Ready.NOTHING);
        }
    }

    @Test
    void makesOnceWhatAllBasesWithTheSameLockShare() throws Exception {
        Workspace first = base(".pawl/environment.yaml", counting("key: [lock]"), "lock", "1\n", "a", "1\n");
        ready(first).close();
        Workspace sameLock = base("a", "2\n");
        ready(sameLock).close();
        assertThat(setups()).isEqualTo(1);

        Workspace otherLock = base("lock", "2\n");
        ready(otherLock).close();
        assertThat(setups()).isEqualTo(2);

        ready(first).close();
        assertThat(setups()).isEqualTo(2);
    }

    @Test
    void takesAllOfTheTreeForTheKeyWhereNoneIsNamed() throws Exception {
        ready(base(".pawl/environment.yaml", counting(""), "a", "1\n")).close();
        ready(base("a", "2\n")).close();

        assertThat(setups()).isEqualTo(2);
    }

    @Test
    void makesOnceWhatTwoAskForAtOnce() throws Exception {
        Workspace base = base(".pawl/environment.yaml", counting("key: [lock]"), "lock", "1\n");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> asked = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                asked.add(threads.submit(() -> {
                    try (Ready ready = ready(base)) {
                        return variables(ready).get("PAWL_CACHE");
                    }
                }));
            }
            assertThat(List.of(
                            asked.get(0).get(), asked.get(1).get(), asked.get(2).get()))
                    .containsOnly(asked.get(3).get());
        }
        assertThat(setups()).isEqualTo(1);
    }

    @Test
    void followsTheBaseAndNotWhatAnAgentLeft() throws Exception {
        Workspace base = base(".pawl/environment.yaml", counting("key: [lock]"), "lock", "1\n");
        Workspace head;
        try (Checkout checkout = workshop.checkout(base)) {
            Files.writeString(checkout.folder().resolve(".pawl/environment.yaml"), "version: 1\nsetup: exit 1\n");
            Files.writeString(checkout.folder().resolve("lock"), "2\n");
            head = ((Left.Changed) checkout.keep(TestingWorkshop.RUN, "Change")).workspace();
        }

        ready(base).close();
        ready(head).close();

        assertThat(setups()).isEqualTo(1);
    }

    @Test
    void tellsProgramsWhereItIs() throws Exception {
        Workspace base = base(
                ".pawl/environment.yaml",
                "version: 1\nsetup: mkdir $PAWL_CACHE/bin\nenvironment: {PATH: '$PAWL_CACHE/bin:${PATH}', TOOLS: $PAWL_CACHE/$NONE}\n");
        try (Ready ready = ready(base)) {
            Map<String, String> variables = variables(ready);
            Path cache = Path.of(variables.get("PAWL_CACHE"));

            assertThat(cache.resolve("bin")).isDirectory();
            assertThat(variables).containsEntry("PATH", cache + "/bin:/usr/bin").containsEntry("TOOLS", cache + "/");
        }
    }

    @Test
    void laysLinksThatAreNoPartOfTheTree() throws Exception {
        Workspace base = base(
                ".pawl/environment.yaml",
                "version: 1\nsetup: mkdir $PAWL_CACHE/m && echo 1 > $PAWL_CACHE/m/one\nlinks: {web/modules: m}\n");
        try (Ready ready = ready(base);
                Checkout checkout = workshop.checkout(base)) {
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

        Workspace base = base(".pawl/environment.yaml", "version: 1\nsetup: mkdir $PAWL_CACHE/m\nlinks: {web/m: m}\n");
        try (Ready ready = ready(base);
                Checkout checkout = workshop.checkout(base)) {
            Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
            Files.createSymbolicLink(checkout.folder().resolve("web"), elsewhere);
            ready.layInto(checkout);

            assertThat(elsewhere).isEmptyDirectory();
        }
    }

    @Test
    void letsNobodyWriteIntoWhatASetupMade() throws Exception {
        try (Ready ready = ready(base(".pawl/environment.yaml", counting("key: [lock]"), "lock", "1\n"))) {
            Path made = Path.of(variables(ready).get("PAWL_CACHE"));

            assertThat(Files.getPosixFilePermissions(made)).doesNotContain(PosixFilePermission.OWNER_WRITE);
            assertThat(Files.getPosixFilePermissions(made.resolve("made")))
                    .doesNotContain(PosixFilePermission.OWNER_WRITE);
        }
    }

    @Test
    void makesAnewWhatSomebodyWroteInto() throws Exception {
        Workspace base = base(".pawl/environment.yaml", counting("key: [lock]"), "lock", "1\n");
        Ready poisoned = ready(base);
        Path made = Path.of(variables(poisoned).get("PAWL_CACHE")).resolve("made");
        Files.readString(made);
        ready(base).close();
        assertThat(setups()).as("control: reading does no harm").isEqualTo(1);

        Files.setPosixFilePermissions(made, Files.getPosixFilePermissions(folder));
        Files.writeString(made, "MADE\n");
        try (Ready clean = ready(base)) {
            Path again = Path.of(variables(clean).get("PAWL_CACHE")).resolve("made");
            assertThat(again).hasContent("made").isNotEqualTo(made);
            assertThat(made).as("somebody is still at work with it").exists();
        }
        assertThat(setups()).isEqualTo(2);

        poisoned.close();
        ready(base("lock", "2\n")).close();
        assertThat(setups()).isEqualTo(3);
    }

    @Test
    void saysWhyATreeCannotBeMadeReady() throws Exception {
        Workspace base = base(
                ".pawl/environment.yaml", counting("").replace("echo made", "echo no such package; exit 3; echo made"));

        assertThatThrownBy(() -> ready(base))
                .isInstanceOf(UnfitException.class)
                .hasMessageContaining(".pawl/environment.yaml")
                .hasMessageContaining("ended with exit code 3")
                .hasMessageContaining("no such package");
        assertThat(setups()).as("it is tried once more").isEqualTo(2);
        assertRefused("timeout: PT1S", "took longer than PT1S", "slow", "");
        assertRefused("preset: poetry", "the preset poetry, which does not exist. There are npm, pip, and none");
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
        Workspace base = base(
                ".pawl/environment.yaml",
                "version: 1\nsetup: 'ls $PAWL_CACHE > %s.$(test -e %1$s; echo $?); echo x > $PAWL_CACHE/half; test -e %1$s || { touch %1$s; exit 1; }'\n"
                        .formatted(tried));
        ready(base).close();

        assertThat(folder.resolve("tried.0")).as("what the second try found").hasContent("");
    }

    @Test
    void findsPresetsByBuildFiles() throws Exception {
        Recipes recipes = workshop.get(Recipes.class);
        Workspace both = base("requirements.txt", "six\n", "package-lock.json", "{}\n", "package.json", "{}\n");
        assertThat(recipes.of(workshop.tenant(), both).orElseThrow().source()).isEqualTo("the preset npm");

        Workspace named = base(".pawl/environment.yaml", "version: 1\npreset: pip\ntimeout: PT1M\n");
        Recipe recipe = recipes.of(workshop.tenant(), named).orElseThrow();
        assertThat(recipe.source()).isEqualTo("the preset pip");
        assertThat(recipe.timeout()).hasMinutes(1);
        assertThat(recipe.environment()).containsKey("VIRTUAL_ENV");

        Workspace own = base(".pawl/environment.yaml", "version: 1\nsetup: [make, ready]\n");
        Recipe said = recipes.of(workshop.tenant(), own).orElseThrow();
        assertThat(said.setup()).containsExactly("make", "ready");
        assertThat(said.links()).as("nothing of a preset that nobody named").isEmpty();

        Workspace none = base(".pawl/environment.yaml", "version: 1\npreset: none\n");
        assertThat(recipes.of(workshop.tenant(), none)).isEmpty();
    }

    /// What docs/environments.md shows is what it says.
    @Test
    void takesWhatTheDocumentShows() throws Exception {
        String document = Files.readString(Path.of("../docs/environments.md"));
        List<String> shown = Pattern.compile("(?s)```yaml\\n(.*?)```")
                .matcher(document)
                .results()
                .map(found -> found.group(1))
                .toList();
        Recipes recipes = workshop.get(Recipes.class);

        Workspace preset = base(".pawl/environment.yaml", shown.get(0), "requirements.txt", "six\n");
        assertThat(recipes.of(workshop.tenant(), preset).orElseThrow().timeout())
                .hasMinutes(10);

        Workspace own = base(".pawl/environment.yaml", shown.get(1), "deps.lock", "1\n");
        Recipe recipe = recipes.of(workshop.tenant(), own).orElseThrow();
        assertThat(recipe.links()).containsExactly(Map.entry("third_party/deps", "deps"));
        assertThat(recipe.shown()).contains("./tools/fetch --into \"$PAWL_CACHE\"");
    }

    @Test
    void runsThePresetPip() throws Exception {
        assumeTrue(runs("python3", "-m", "venv", "--help"), "NOT RUN: this machine has no python3 with venv");
        assumeTrue(runs("python3", "-m", "ensurepip", "--version"), "NOT RUN: this machine has no python3 with pip");
        wheel(origin.folder().resolve("dep-1-py3-none-any.whl"));
        Workspace base = base("requirements.txt", "./dep-1-py3-none-any.whl\n");

        String made;
        try (Ready ready = ready(base);
                Checkout checkout = workshop.checkout(base)) {
            made = variables(ready).get("PAWL_CACHE");
            assertThat(said(checkout, ready, "python3", "-c", "import dep; print(dep.WORD)"))
                    .isEqualTo("ready\n");
        }
        try (Ready again = ready(base)) {
            assertThat(variables(again).get("PAWL_CACHE"))
                    .as("a run of Python does not write into it")
                    .isEqualTo(made);
        }
    }

    @Test
    void thePresetPipDoesNotInstallTheProjectItself() throws Exception {
        for (String project : List.of(".", "-e .", "--editable ./a", "file:.", "../b")) {
            Workspace base = base("requirements.txt", "# first\n" + project + "\n");
            assertThatThrownBy(() -> ready(base))
                    .as(project)
                    .isInstanceOf(UnfitException.class)
                    .hasMessageContaining("requirements.txt:2:" + project)
                    .hasMessageContaining("These install the project itself");
        }
    }

    @Test
    void runsThePresetNpm() throws Exception {
        assumeTrue(runs("npm", "--version"), "NOT RUN: this machine has no npm");
        Workspace base = base(
                "package.json",
                "{\"name\":\"a\",\"version\":\"1.0.0\",\"dependencies\":{\"dep\":\"file:dep\"}}\n",
                "dep/package.json",
                "{\"name\":\"dep\",\"version\":\"1.0.0\",\"main\":\"i.js\"}\n",
                "dep/i.js",
                "module.exports = 'ready';\n",
                ".npmrc",
                "install-links=true\n",
                "package-lock.json",
                """
                {"name":"a","version":"1.0.0","lockfileVersion":3,"requires":true,"packages":{
                "":{"name":"a","version":"1.0.0","dependencies":{"dep":"file:dep"}},
                "node_modules/dep":{"version":"1.0.0","resolved":"file:dep"}}}
                """);

        try (Ready ready = ready(base);
                Checkout checkout = workshop.checkout(base)) {
            ready.layInto(checkout);
            assertThat(said(checkout, ready, "node", "-e", "console.log(require('dep'))"))
                    .isEqualTo("ready\n");
        }
    }

    private String said(Checkout checkout, Ready ready, String... line) throws IOException, InterruptedException {
        // The shell looks the program up, with the path that it got.
        List<String> words = new ArrayList<>(List.of("sh", "-c", "exec \"$@\"", "sh"));
        words.addAll(List.of(line));
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(checkout.folder().toFile()).redirectErrorStream(true);
        ready.into(builder.environment());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private static boolean runs(String... line) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }

    private static void wheel(Path file) throws IOException {
        try (OutputStream stream = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(stream)) {
            Map<String, String> entries = Map.of(
                    "dep.py",
                    "WORD = 'ready'\n",
                    "dep-1.dist-info/METADATA",
                    "Metadata-Version: 2.1\nName: dep\nVersion: 1\n",
                    "dep-1.dist-info/WHEEL",
                    "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
                    "dep-1.dist-info/RECORD",
                    "dep.py,,\ndep-1.dist-info/METADATA,,\ndep-1.dist-info/WHEEL,,\ndep-1.dist-info/RECORD,,\n");
            for (Map.Entry<String, String> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue().getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
    }

    private void assertRefused(String more, String reason, String... files) throws IOException {
        String setup = more.startsWith("preset") ? "" : "setup: 'test ! -e slow || sleep 20'\n";
        List<String> all = new ArrayList<>(List.of(files));
        all.addAll(List.of(".pawl/environment.yaml", "version: 1\n" + setup + more + "\n"));
        TestingOrigin.git(origin.folder(), "rm", "-r", "--quiet", "--force", "--ignore-unmatch", ".");
        Workspace base = base(all.toArray(String[]::new));
        assertThatThrownBy(() -> ready(base)).isInstanceOf(UnfitException.class).hasMessageContaining(reason);
    }

    private Workspace base(String... files) throws IOException {
        for (int i = 0; i < files.length; i += 2) {
            origin.write(files[i], files[i + 1]);
        }
        origin.commit("Change");
        return workshop.opened(origin);
    }

    /// A setup that counts how often it is run.
    private String counting(String more) {
        return "version: 1\nsetup: \"echo x >> '%s'; echo made > $PAWL_CACHE/made\"\n%s\n"
                .formatted(folder.resolve("setups"), more);
    }

    private int setups() throws IOException {
        Path file = folder.resolve("setups");
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                ? Files.readAllLines(file).size()
                : 0;
    }

    private Ready ready(Workspace workspace) throws IOException, InterruptedException, UnfitException {
        return workshop.get(Environments.class).of(workshop.tenant(), workspace);
    }

    private static Map<String, String> variables(Ready ready) {
        Map<String, String> variables = new HashMap<>(Map.of("PATH", "/usr/bin"));
        ready.into(variables);
        return variables;
    }
}
