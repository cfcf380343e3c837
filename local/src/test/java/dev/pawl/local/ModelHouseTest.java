package dev.pawl.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.HouseProcess.Said;
import dev.pawl.local.part.LocalHttp;
import dev.pawl.local.postgres.PostgresBinaries;
import dev.pawl.local.process.Proc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The house with a scripted model in it, and who is told of which key.
final class ModelHouseTest {

    private static final String PROVIDER = "PAWL_MODEL_PROVIDERS_ANTHROPIC_";

    @TempDir
    Path folder;

    private Path checkout = Path.of("/");

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = FakeCheckout.in(folder.resolve("checkout"));
    }

    @Test
    void givesItsWorkersAScriptedModelInTheRealOnesPlace() throws Exception {
        Path script =
                Files.writeString(folder.resolve("script.yaml"), "scenes: [{when: hello, turns: [{say: Hi.}]}]\n");
        try (HouseProcess house =
                house().with(PROVIDER + "KEY_VARIABLE", "MY_KEY").with("MY_KEY", "planted-secret")) {
            assertThat(house.up("--scripted-model=" + script).code()).isZero();
            String address = house.address("scripted model");

            List<String> worker = Proc.environment(house.pid("worker-1"));
            assertThat(worker)
                    .contains(PROVIDER + "URL=" + address, PROVIDER + "KEY_VARIABLE=SCRIPTED_MODEL_KEY")
                    .noneMatch(variable -> variable.contains("planted-secret"));
            assertThat(Proc.environment(house.pid("gateway"))).noneMatch(variable -> variable.contains("MODEL"));
            assertThat(LocalHttp.get(address, Duration.ofSeconds(5)).status()).isEqualTo(200);

            long before = house.pid("model");
            ProcessHandle.of(before).ifPresent(ProcessHandle::destroyForcibly);
            HouseProcess.await(
                    "the model is back",
                    () -> house.pid("model") != before && house.status().exitCode() == 0);
            assertThat(house.run("down").text()).contains("model");
        }
    }

    @Test
    void opensNothingWhereTheScriptIsMissing() throws Exception {
        try (HouseProcess house = house()) {
            HouseProcess.Said said = house.up("--scripted-model=" + folder.resolve("none.yaml"));

            assertThat(said.code()).isEqualTo(2);
            assertThat(said.text())
                    .contains("--scripted-model names %s, which cannot be read.".formatted(folder.resolve("none.yaml")))
                    .doesNotContain("ready after", "\tat ");
        }
    }

    @Test
    void givesTheKeyThatASettingNamesToTheWorkersAlone() throws Exception {
        try (HouseProcess house =
                house().with(PROVIDER + "KEY_VARIABLE", "MY_KEY").with("MY_KEY", "planted-secret")) {
            assertThat(house.up().code()).isZero();

            assertThat(Proc.environment(house.pid("worker-1"))).contains("MY_KEY=planted-secret");
            for (String part : List.of("gateway", "database", "temporal")) {
                assertThat(Proc.environment(house.pid(part)))
                        .isNotEmpty()
                        .noneMatch(variable -> variable.contains("planted-secret"));
            }
        }
    }

    @Test
    void givesItsWorkersTheClaudeCodeThatIsInstalled() throws Exception {
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Path postgresql = PostgresBinaries.in(Fixtures.tools()).folder();
        Files.createSymbolicLink(tools.resolve(postgresql.getFileName()), postgresql);
        Path claude =
                Files.createDirectories(tools.resolve("claude-code-2.1.328")).resolve("claude");
        Files.writeString(claude, "#!/bin/sh\n");
        assertThat(claude.toFile().setExecutable(true)).isTrue();
        try (HouseProcess house = house().with("PAWL_TOOLS", tools.toString())) {
            assertThat(house.up().code()).isZero();

            assertThat(Proc.environment(house.pid("worker-1"))).contains("PAWL_CLAUDE_CODE_PROGRAM=" + claude);
            assertThat(Proc.environment(house.pid("gateway"))).noneMatch(variable -> variable.contains("CLAUDE"));
        }
    }

    @Test
    void saysWhatIsMissingForTheDemoWithClaudeCode() throws Exception {
        try (HouseProcess house = house()) {
            Path tools = Files.createDirectories(folder.resolve("no tools"));
            Said missing = house.with("PAWL_TOOLS", tools.toString()).run("demo", "--agent=claude-code");
            assertThat(missing.code()).isEqualTo(1);
            assertThat(missing.text())
                    .contains("There is no Claude Code in " + tools)
                    .containsPattern("Get it once with: .* install claude-code");

            assertThat(house.run("demo", "--agent=another").text()).contains("There are: recorded, claude-code.");
            assertThat(house.run("demo", "--real").code()).isEqualTo(2);

            Path claude = Files.createDirectories(tools.resolve("claude-code-2.1.328"))
                    .resolve("claude");
            Files.writeString(claude, "#!/bin/sh\n");
            assertThat(claude.toFile().setExecutable(true)).isTrue();
            assertThat(house.run("demo", "--agent=claude-code", "--real").text())
                    .contains("ANTHROPIC_API_KEY is not set");
            assertThat(house.status().exitCode()).as("nothing was opened").isEqualTo(3);
        }
    }

    @Test
    void doesNotAskAScriptInAHouseThatHasNone() throws Exception {
        try (HouseProcess house = house()) {
            assertThat(house.up().code()).isZero();

            Said refused = house.run("demo", "--agent=claude-code");
            assertThat(refused.code()).isEqualTo(1);
            assertThat(refused.text()).contains("is open, and its agents ask no scripted model. Close it with");
        }
    }

    private HouseProcess house() throws IOException {
        return new HouseProcess(folder.resolve("home"), checkout).withForeignObjects();
    }
}
