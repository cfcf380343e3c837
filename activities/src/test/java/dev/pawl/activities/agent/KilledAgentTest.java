package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.process.TestingDaemon;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.store.event.Event;
import dev.pawl.store.model.ModelCalls;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// An agent's own process gets kill -9 while its worker lives: the step ends as it would have, what a checkpoint holds
/// is not bought again, and nothing is left. A recording has no process: its worker's death is its own.
@Timeout(value = 1, unit = TimeUnit.MINUTES)
final class KilledAgentTest {

    private static final AgentChoice CLAUDE = new AgentChoice("claude-code", "anthropic");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(names = "WHILE_IT_SAYS_ITS_VERSION", mode = EnumSource.Mode.EXCLUDE)
    void endsAsClaudeCodeWouldHave(ClaudeKiller.Place place) throws Exception {
        try (ClaudeKiller killer = new ClaudeKiller(folder, place);
                TestingAgency agency = agency(killer)) {
            Work work = agency.work("fix/1", CLAUDE);

            assertThat(agency.content(work, "a.txt")).isEqualTo("three\n");
            assertThat(((Work.Done) work).summary()).isEqualTo("Well done.");
            assertThat(killer.kills()).as("kills").isOne();
            assertThat(boughtAgain(agency, killer.models().sold())).isEmpty();
            assertThat(work.usage().costMicros()).isEqualTo(ledger(agency));
            assertThat(agency.events("agent.ended"))
                    .extracting(event -> event.body().contains("\"result\": \"done\""))
                    .containsExactly(false, true);
            assertNothingIsLeft();
        }
    }

    /// Nobody is to install anything because of it.
    @Test
    void isAskedAgainWhereItIsKilledBeforeItHasSaidItsVersion() throws Exception {
        try (ClaudeKiller killer = new ClaudeKiller(folder, ClaudeKiller.Place.WHILE_IT_SAYS_ITS_VERSION);
                TestingAgency agency = agency(killer)) {
            assertThatThrownBy(() -> agency.work("fix/1", CLAUDE))
                    .hasStackTraceContaining("was killed before it had said its version")
                    .hasStackTraceContaining("nonRetryable=false");

            assertThat(agency.content(agency.work("fix/1", CLAUDE), "a.txt")).isEqualTo("three\n");
            assertNothingIsLeft();
        }
    }

    /// The control: an agent that keeps nothing until its end buys again what it had.
    @Test
    void wouldBuyAgainWhatIsNotKept() throws Exception {
        try (ClaudeKiller killer = new ClaudeKiller(folder, ClaudeKiller.Place.AFTER_ITS_LAST_ANSWER);
                TestingAgency agency = agency(killer)) {
            TestingWorkshop workshop = agency.workshop();
            AgentRuntime real = workshop.all(AgentRuntime.class).stream()
                    .filter(runtime -> runtime.name().equals(CLAUDE.runtime()))
                    .findFirst()
                    .orElseThrow();
            agency.workBy(new ForgetfulRuntime(real), workshop.moment("fix"), agency.assignment("fix/1", CLAUDE));

            assertThat(boughtAgain(agency, killer.models().sold(), ClaudeKiller.LAST))
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kill -9 $$",
                "%s sed -i s/one/nothing/ a.txt; echo '{\"say\":\"I am at it.\"}'; kill -9 $$",
                "sed -i s/one/nothing/ a.txt; printf '{\"result\":{\"status\":\"do'; kill -9 $$",
            })
    void endsAsACommandWouldHave(String death) throws IOException {
        try (TestingAgency agency = TestingAgency.in(folder, Map.of())) {
            agency.program("commands/mortal", """
                    read -r task
                    case $task in *'"attempt":1,'*) %s ;; esac
                    sed -i s/one/two/ a.txt
                    echo '{"result":{"status":"done","summary":"Well done."}}'
                    """.formatted(death.replace("%s", TestingDaemon.script(6108))));

            Work work = agency.work("fix/1", new AgentChoice("command", "mortal"));

            assertThat(agency.content(work, "a.txt")).isEqualTo("two\n");
            assertThat(((Work.Done) work).summary()).isEqualTo("Well done.");
            assertThat(agency.events("agent.ended")).hasSize(2);
            assertThat(TestingDaemon.count(6108)).isZero();
            assertNothingIsLeft();
        }
    }

    /// The turns that were bought again although a checkpoint held them when the agent died.
    private static List<Integer> boughtAgain(TestingAgency agency, List<Integer> sold) {
        List<String> told = agency.events().stream().map(Event::kind).toList();
        long kept = told.subList(0, told.lastIndexOf("agent.began")).stream()
                .filter("agent.checkpoint"::equals)
                .count();
        return boughtAgain(agency, sold, kept);
    }

    private static List<Integer> boughtAgain(TestingAgency agency, List<Integer> sold, long kept) {
        assertThat(agency.events("agent.began")).hasSize(2);
        return sold.stream()
                .filter(turn -> turn < kept)
                .filter(turn -> sold.indexOf(turn) != sold.lastIndexOf(turn))
                .toList();
    }

    private void assertNothingIsLeft() throws IOException {
        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse("")))
                .noneMatch(line -> line.contains(folder.resolve("station").toString()));
        try (Stream<Path> left = Files.list(folder.resolve("station/0/scratch"))) {
            assertThat(left).isEmpty();
        }
    }

    private static long ledger(TestingAgency agency) {
        TestingWorkshop workshop = agency.workshop();
        return workshop.get(ModelCalls.class).spent(workshop.tenant(), TestingWorkshop.RUN);
    }

    private TestingAgency agency(ClaudeKiller killer) throws IOException {
        Path key = Files.writeString(folder.resolve("key"), "sk-a-dummy-key\n");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Map<String, Object> settings = new HashMap<>(killer.settings());
        settings.put("pawl.model.providers.anthropic.url", killer.models().url());
        settings.put("pawl.model.providers.anthropic.key-file", key.toString());
        return TestingAgency.in(folder, settings);
    }
}
