package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.store.model.ModelCalls;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The real Claude Code through the real broker, whose provider plays a script.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
final class ClaudeCodeAndItsBrokerTest {

    private static final String KEY = "sk-the-real-key-of-this-test";
    private static final AgentChoice CLAUDE = new AgentChoice("claude-code", "anthropic");

    @TempDir
    Path folder;

    @Test
    void buysEachTurnOnceAndCountsIt() throws IOException {
        TestingScript script = TestingScript.of(new Act.Say("I look."), new Act.Change("a.txt", "one", "two"))
                .run("env > seen; cat /proc/*/environ >> seen; true")
                .then(new Act.Done("Well done."));
        try (TestingModels models = new TestingModels(script);
                TestingAgency agency = agency(models)) {
            Work work = agency.work("fix/1", CLAUDE);

            assertThat(agency.content(work, "a.txt")).isEqualTo("two\n");
            assertThat(agency.content(work, "seen"))
                    .contains("ANTHROPIC_BASE_URL")
                    .doesNotContain(KEY);
            assertThat(models.sold()).containsExactly(0, 1, 2, 3);
            assertThat(models.keys()).containsOnly(KEY);
            assertThat(work.usage().turns()).isEqualTo(4);
            assertThat(work.usage().source()).isEqualTo(Usage.Source.MEASURED);
            assertThat(work.usage().costMicros()).isPositive().isEqualTo(ledger(agency));
            assertThat(agency.events("agent.checkpoint")).hasSize(3);
        }
    }

    @Test
    void buysNoTurnAgainThatWasKeptWhenAWorkerShutsDown() throws Exception {
        TestingScript script = TestingScript.of(
                new Act.Change("a.txt", "one", "two"),
                new Act.Say("I am at it."),
                new Act.Pause(Duration.ofSeconds(3)),
                new Act.Change("a.txt", "two", "three"),
                new Act.Done("Well done."));
        try (TestingModels models = new TestingModels(script);
                TestingAgency agency = agency(models)) {
            Work work = agency.handedOverWhen(() -> agency.hasSaid("I am at it."), agency.assignment("fix/1", CLAUDE));

            assertThat(agency.content(work, "a.txt")).isEqualTo("three\n");
            assertThat(agency.events("agent.began")).hasSize(2);
            assertThat(models.sold()).filteredOn(turn -> turn < 1).hasSize(1);
            assertThat(models.sold().size()).as("%s", models.sold()).isBetween(4, 5);
        }
    }

    @Test
    void saysInTheBrokersWordsThatAProviderSaysNothing() throws IOException {
        TestingScript script =
                TestingScript.of(new Act.Pause(Duration.ofSeconds(40)), new Act.Done("Nobody waits for this."));
        try (TestingModels models = new TestingModels(script);
                TestingAgency agency =
                        agency(models, Map.of("pawl.model.silence", "PT2S", "pawl.claude-code.silence", "PT30S"))) {
            assertThat(agency.work("fix/1", CLAUDE))
                    .isInstanceOfSatisfying(
                            Work.Crashed.class,
                            crashed -> assertThat(crashed.reason()).contains("anthropic said nothing for PT2S."));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT3M", "PT2M59S"})
    void isNoLessPatientThanTheBroker(String silence) {
        Map<String, Object> settings = Map.of(
                "pawl.model.silence", "PT3M", "pawl.claude-code.silence", silence, "pawl.sandbox.levels", "none");

        try (TestingWorkshop workshop = TestingWorkshop.in(folder, settings)) {
            assertThatThrownBy(() -> workshop.get(AgentActivities.class))
                    .hasStackTraceContaining(
                            "PAWL_CLAUDE_CODE_SILENCE (%s) must be longer than PAWL_MODEL_SILENCE (PT3M)"
                                    .formatted(silence));
        }
    }

    private static long ledger(TestingAgency agency) {
        TestingWorkshop workshop = agency.workshop();
        return workshop.get(ModelCalls.class).spent(workshop.tenant(), TestingWorkshop.RUN);
    }

    private TestingAgency agency(TestingModels models) throws IOException {
        return agency(models, Map.of());
    }

    private TestingAgency agency(TestingModels models, Map<String, String> more) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), KEY + "\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("pawl.claude-code.program", TestingClaude.program().toString());
        settings.put("pawl.model.providers.anthropic.url", models.url());
        settings.put("pawl.model.providers.anthropic.key-file", key.toString());
        return TestingAgency.in(folder, settings);
    }
}
