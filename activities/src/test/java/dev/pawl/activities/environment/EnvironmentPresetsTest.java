package dev.pawl.activities.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.activities.process.TestingMachine;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.workspace.Checkout;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Repository;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Each preset is found by its files, and runs for real.
final class EnvironmentPresetsTest {

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
    void findsPresetsByBuildFiles() throws Exception {
        Recipes recipes = trees.recipes();
        Workspace both = trees.base("requirements.txt", "six\n", "package-lock.json", "{}\n", "package.json", "{}\n");
        assertThat(recipes.of(trees.workshop().tenant(), both, Level.NONE)
                        .orElseThrow()
                        .source())
                .isEqualTo("the preset npm");

        Workspace named = trees.base(".pawl/environment.yaml", "version: 1\npreset: pip\ntimeout: PT1M\n");
        Recipe recipe = recipes.of(trees.workshop().tenant(), named, Level.NONE).orElseThrow();
        assertThat(recipe.source()).isEqualTo("the preset pip");
        assertThat(recipe.timeout()).hasMinutes(1);
        assertThat(recipe.environment()).containsKey("VIRTUAL_ENV");

        Workspace own = trees.base(".pawl/environment.yaml", "version: 1\nsetup: [make, ready]\n");
        Recipe said = recipes.of(trees.workshop().tenant(), own, Level.NONE).orElseThrow();
        assertThat(said.setup()).containsExactly("make", "ready");
        assertThat(said.links()).as("nothing of a preset that nobody named").isEmpty();

        Workspace none = trees.base(".pawl/environment.yaml", "version: 1\npreset: none\n");
        assertThat(recipes.of(trees.workshop().tenant(), none, Level.NONE)).isEmpty();
    }

    /// In the open it keeps what it fetches where it always does.
    @Test
    void makesMavenReadyOnlyWhereItIsShutIn() throws Exception {
        Recipes recipes = trees.recipes();
        Workspace base = trees.base("pom.xml", "<project/>\n");
        assertThat(recipes.of(trees.workshop().tenant(), base, Level.NONE)).isEmpty();

        Recipe shutIn =
                recipes.of(trees.workshop().tenant(), base, Level.BUBBLEWRAP).orElseThrow();
        assertThat(shutIn.source()).isEqualTo("the preset maven");
        assertThat(shutIn.environment().get("MAVEN_OPTS")).contains("$PAWL_CACHE/");

        Workspace named = trees.base(".pawl/environment.yaml", "version: 1\npreset: maven\n");
        assertThat(recipes.of(trees.workshop().tenant(), named, Level.NONE))
                .as("who names it, gets it")
                .isPresent();
    }

    /// What is made in the open, by a user who could write anywhere, is no sandbox's; what a branch made that nobody
    /// trusts is not another's.
    @Test
    void sharesNothingBetweenLevelsAndBranches() throws Exception {
        Recipes recipes = trees.recipes();
        Workspace base = trees.base(".pawl/environment.yaml", "version: 1\nsetup: [make, ready]\n");
        Workspace other = new Workspace(
                new Repository(base.repository().url(), "other", null), base.base(), base.commit(), base.tree());

        assertThat(recipes.of(trees.workshop().tenant(), base, Level.NONE)
                        .orElseThrow()
                        .digest())
                .isNotEqualTo(recipes.of(trees.workshop().tenant(), other, Level.NONE)
                        .orElseThrow()
                        .digest());

        assertThat(recipes.of(trees.workshop().tenant(), base, Level.NONE)
                        .orElseThrow()
                        .digest())
                .isNotEqualTo(recipes.of(trees.workshop().tenant(), base, Level.BUBBLEWRAP)
                        .orElseThrow()
                        .digest());
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
        Recipes recipes = trees.recipes();

        Workspace preset = trees.base(".pawl/environment.yaml", shown.get(0), "requirements.txt", "six\n");
        assertThat(recipes.of(trees.workshop().tenant(), preset, Level.NONE)
                        .orElseThrow()
                        .timeout())
                .hasMinutes(10);

        Workspace own = trees.base(".pawl/environment.yaml", shown.get(1), "deps.lock", "1\n");
        Recipe recipe = recipes.of(trees.workshop().tenant(), own, Level.NONE).orElseThrow();
        assertThat(recipe.links()).containsExactly(Map.entry("third_party/deps", "deps"));
        assertThat(recipe.shown()).contains("./tools/fetch --into \"$PAWL_CACHE\"");

        Workspace reaching = trees.base(".pawl/environment.yaml", shown.get(2));
        assertThat(recipes.network(trees.workshop().tenant(), reaching).isEmpty())
                .isFalse();
    }

    @Test
    void runsThePresetPip() throws Exception {
        assumeTrue(
                TestingMachine.runs("python3", "-m", "venv", "--help"),
                "NOT RUN: this machine has no python3 with venv");
        assumeTrue(
                TestingMachine.runs("python3", "-m", "ensurepip", "--version"),
                "NOT RUN: this machine has no python3 with pip");
        wheel(trees.origin().folder().resolve("dep-1-py3-none-any.whl"));
        Workspace base = trees.base("requirements.txt", "./dep-1-py3-none-any.whl\n");

        String made;
        try (Ready ready = trees.ready(base);
                Checkout checkout = trees.workshop().checkout(base)) {
            made = TestingEnvironments.variables(ready).get("PAWL_CACHE");
            assertThat(said(checkout, ready, "python3", "-c", "import dep; print(dep.WORD)"))
                    .isEqualTo("ready\n");
        }
        try (Ready again = trees.ready(base)) {
            assertThat(TestingEnvironments.variables(again).get("PAWL_CACHE"))
                    .as("a run of Python does not write into it")
                    .isEqualTo(made);
        }
    }

    @Test
    void thePresetPipDoesNotInstallTheProjectItself() throws Exception {
        for (String project : List.of(".", "-e .", "--editable ./a", "file:.", "../b")) {
            Workspace base = trees.base("requirements.txt", "# first\n" + project + "\n");
            assertThatThrownBy(() -> trees.ready(base))
                    .as(project)
                    .isInstanceOf(UnfitException.class)
                    .hasMessageContaining("requirements.txt:2:" + project)
                    .hasMessageContaining("These install the project itself");
        }
    }

    @Test
    void runsThePresetNpm() throws Exception {
        assumeTrue(TestingMachine.runs("npm", "--version"), "NOT RUN: this machine has no npm");
        Workspace base = trees.base(
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

        try (Ready ready = trees.ready(base);
                Checkout checkout = trees.workshop().checkout(base)) {
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
}
