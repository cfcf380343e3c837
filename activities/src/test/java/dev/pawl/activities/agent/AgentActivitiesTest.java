package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.workspace.Checkout;
import dev.pawl.activities.workspace.TestingOrigin;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.store.event.Event;
import dev.pawl.store.event.Events;
import dev.pawl.store.invocation.Entry;
import dev.pawl.store.invocation.FencedOffException;
import dev.pawl.store.invocation.Invocations;
import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Agents;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AgentActivitiesTest {

    private static final String RESULT = "echo '{\"result\":{\"status\":\"done\",\"summary\":\"Well done.\"}}'";

    @TempDir
    private Path folder;

    private TestingWorkshop workshop;
    private Workspace base;
    private @Nullable Agents stub;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(folder.resolve("agents/commands"));
        Files.createDirectories(folder.resolve("agents/recordings"));
        workshop = TestingWorkshop.in(
                folder, Map.of("pawl.agent.folder", folder.resolve("agents").toString(), "pawl.agent.silence", "PT3S"));
        TestingOrigin origin = TestingOrigin.in(folder.resolve("origin"));
        origin.write("a.txt", "one\n").commit("First");
        base = workshop.opened(origin);
    }

    @AfterEach
    void close() {
        workshop.close();
    }

    @Test
    void letsAProgramWorkAndKeepsWhatItLeft() throws IOException {
        command("worker", """
                read -r task
                echo "$task" > "$TMPDIR/task"
                grep -q '"title":"A bug"' "$TMPDIR/task" || exit 9
                echo two > a.txt
                echo '{"say":"I mend it."}'
                echo '{"usage":{"turns":2,"costMicros":5}}'
                echo 'a line of log' >&2
                """ + RESULT);

        Work.Done done = (Work.Done) work("fix/1", "command", "worker");

        assertThat(done.summary()).isEqualTo("Well done.");
        assertThat(done.files()).isEqualTo(1);
        assertThat(done.usage()).isEqualTo(new Usage(2, 0, 0, 5, Usage.Source.CLAIMED));
        assertThat(content(done.workspace(), "a.txt")).isEqualTo("two\n");
        assertThat(events()).extracting(Event::kind).contains("agent.began", "agent.said", "agent.log", "agent.ended");
    }

    @Test
    void answersFromTheRowWhatWasFinishedBefore() throws IOException {
        command("worker", "echo x >> '" + folder.resolve("count") + "'\necho two > a.txt\n" + RESULT);

        assertThat(work("fix/1", "command", "worker")).isEqualTo(work("fix/1", "command", "worker"));

        assertThat(folder.resolve("count")).hasContent("x");
    }

    @Test
    void refusesAStepThatWasBegunWithAnotherInput() throws IOException {
        command("worker", RESULT);
        command("other", RESULT);
        work("fix/1", "command", "worker");

        assertThatThrownBy(() -> work("fix/1", "command", "other"))
                .hasStackTraceContaining(Failure.OTHER_INPUT.name())
                .hasStackTraceContaining("nonRetryable=true");
    }

    @Test
    void saysWhatAnAgentDidNotDo() throws IOException {
        command("idle", RESULT);
        command("unwilling", "echo '{\"result\":{\"status\":\"declined\",\"reason\":\"Too hard.\"}}'");
        command("nester", "git init -q inner && " + RESULT);

        assertThat(work("fix/1", "command", "idle")).isInstanceOf(Work.Unchanged.class);
        assertThat(work("fix/2", "command", "unwilling"))
                .isInstanceOfSatisfying(
                        Work.Declined.class,
                        declined -> assertThat(declined.reason()).isEqualTo("Too hard."));
        assertThat(work("fix/3", "command", "nester"))
                .isInstanceOfSatisfying(
                        Work.Unkeepable.class,
                        left -> assertThat(left.findings())
                                .extracting(Finding::rule)
                                .containsExactly("nested-repository"));
    }

    @Test
    void takesThreeCrashesForAnAnswer() throws IOException {
        command("silent", "echo x >> '" + folder.resolve("count") + "'\n");
        command("dying", "exit 7");
        command("hanging", "sleep 60");

        assertThat(crash("fix/1", "silent")).contains("3 times").contains("without a result line");
        assertThat(folder.resolve("count")).hasContent("x\nx\nx");
        assertThat(crash("fix/2", "dying")).contains("exit code 7");
        assertThat(crash("fix/3", "hanging")).contains("said nothing for PT3S");
    }

    @Test
    void takesTheEndOfItsTimeForAnAnswer() throws IOException {
        command("busy", "while true; do echo busy; sleep 0.1; done");

        Work work =
                agents().work(workshop.moment("fix"), assignment("fix/1", "command", "busy", Duration.ofSeconds(1)));

        assertThat(((Work.Crashed) work).reason()).contains("longer than PT1S");
    }

    @Test
    void bearsAGigabyteOnAWorkerOfHalfOfThat() throws IOException {
        command("flood", "head -c 1073741824 /dev/zero | tr '\\0' x\n" + RESULT);

        assertThat(crash("fix/1", "flood")).contains("more than 256 MiB");
    }

    @Test
    void keepsTheBeginningAndTheEndOfWhatIsTooMuch() throws IOException {
        command("talker", "seq -f 'line %012.0f' 1 400000\nprintf 'nul \\000 and \\033[31m red\\n'\n" + RESULT);

        assertThat(work("fix/1", "command", "talker")).isInstanceOf(Work.Unchanged.class);

        assertThat(events().getLast().kind()).isEqualTo("agent.log");
        assertThat(events().getLast().body()).contains("nul \\\\u0000 and \\\\u001b[31m red");
        assertThat(events()).extracting(Event::kind).contains("agent.cut");
        assertThat(events().size()).isLessThan(260_000);
    }

    @Test
    void goesOnAtTheCheckpointWhereAnotherWorkerDied() throws IOException {
        recording("""
                steps:
                  fix:
                    - edit: {path: a.txt, content: "two"}
                    - usage: {turns: 1, costMicros: 10, inputTokens: 0, outputTokens: 0}
                    - checkpoint: here
                    - edit: {path: a.txt, replace: "two", with: "three"}
                    - crash: the first time
                """);
        assertThat(crash("fix/1", "recorded", "player")).contains("the first time");
        assertThat(events().stream().filter(event -> event.body().contains("\"resumed\": true")))
                .isNotEmpty();
        assertThat(events().stream().filter(event -> event.kind().equals("agent.checkpoint")))
                .hasSize(1);
    }

    @Test
    void letsNobodyWriteFromWhomTheWorkWasTaken() throws IOException {
        command("worker", "echo two > a.txt\n" + RESULT);
        Assignment assignment = assignment("fix/1", "command", "worker", Duration.ofMinutes(1));
        Invocations invocations = workshop.get(Invocations.class);
        Entry.Held zombie = (Entry.Held)
                invocations.begin(workshop.tenant(), TestingWorkshop.RUN, "fix/1", Checkpoint.digest(assignment), null);

        Work work = agents().work(workshop.moment("fix"), assignment);

        assertThatThrownBy(() -> invocations.finish(zombie.hold(), "{}")).isInstanceOf(FencedOffException.class);
        assertThat(agents().work(workshop.moment("fix"), assignment)).isEqualTo(work);
    }

    @Test
    void endsAllThatAnAgentStartedWhenItIsCancelled() throws IOException {
        command(
                "daemon",
                "(trap '' TERM; setsid sh -c 'trap \"\" TERM; sleep 6100 & wait') &\necho two > a.txt\n" + "touch '"
                        + folder.resolve("begun") + "'\nsleep 60");
        Thread.ofVirtual().start(() -> {
            while (!Files.exists(folder.resolve("begun"))) {
                Thread.onSpinWait();
            }
            workshop.temporal().requestCancelActivity();
        });

        assertThatThrownBy(() -> work("fix/1", "command", "daemon")).hasStackTraceContaining("Cancel");

        assertThat(ProcessHandle.allProcesses()
                        .map(process -> process.info().commandLine().orElse(""))
                        .filter(line -> line.endsWith("sleep 6100")))
                .isEmpty();
        assertThat(workshop.get(Invocations.class).find(workshop.tenant(), TestingWorkshop.RUN, "fix/1"))
                .hasValueSatisfying(row -> assertThat(row.checkpoint()).isNull());
    }

    @Test
    void saysWhichAgentsThereAre() throws IOException {
        command("worker", RESULT);

        assertThatThrownBy(() -> work("fix/1", "command", "nobody"))
                .hasStackTraceContaining("There are: [worker]")
                .hasStackTraceContaining("nonRetryable=true");
        assertThatThrownBy(() -> work("fix/1", "magic", "worker"))
                .hasStackTraceContaining("There are: [command, recorded]");
    }

    @Test
    void playsARecordingAndSaysThatItIsOne() throws IOException {
        recording("""
                steps:
                  fix:
                    - say: I look.
                    - edit: {path: new/b.txt, content: "b"}
                    - delete: a.txt
                    - done: finished
                """);

        Work.Done done = (Work.Done) work("fix/1", "recorded", "player");

        assertThat(done.summary()).isEqualTo("Recording: finished");
        assertThat(done.files()).isEqualTo(2);
        assertThat(events().stream().map(Event::body)).anyMatch(body -> body.contains("no model works"));
    }

    @Test
    void letsNoRecordingLeaveTheWorkingCopy() throws IOException {
        recording("""
                steps:
                  fix/1: [{edit: {path: ../escaped, content: "x"}}]
                  fix/2: [{edit: {path: .git/config, content: "x"}}]
                """);

        assertThat(crash("fix/1", "recorded", "player")).contains("not in the working copy");
        assertThat(crash("fix/2", "recorded", "player")).contains("not in the working copy");
    }

    @Test
    void saysWhatIsWrongWithARecording() throws IOException {
        recording("steps: {fix: [{nonsense: 1}]}");

        assertThatThrownBy(() -> work("fix/1", "recorded", "player")).hasStackTraceContaining("nonsense");
    }

    /// What docs/agents.md shows is what it says.
    @Test
    void worksAsThePapersShow() throws IOException {
        String paper = Files.readString(Path.of("..", "docs", "agents.md"));
        command("appender", example(paper, "sh"));
        Files.writeString(folder.resolve("agents/recordings/player.yaml"), example(paper, "yaml"));

        Work.Done appended = (Work.Done) work("fix/1", "command", "appender");
        Work.Done played = (Work.Done) work("reproduce/1", "recorded", "player");

        assertThat(content(appended.workspace(), "NOTES")).isEqualTo("done in fix/1\n");
        assertThat(content(played.workspace(), "NOTES")).isEqualTo("It is there.\n");
        assertThat(work("fix/2", "recorded", "player")).isInstanceOf(Work.Declined.class);
    }

    private static String example(String paper, String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(paper)
                .results()
                .map((MatchResult match) -> match.group(1))
                .findFirst()
                .orElseThrow();
    }

    private String crash(String step, String command) {
        return crash(step, "command", command);
    }

    private String crash(String step, String runtime, String name) {
        return ((Work.Crashed) work(step, runtime, name)).reason();
    }

    private Work work(String step, String runtime, String name) {
        return agents().work(workshop.moment("fix"), assignment(step, runtime, name, Duration.ofMinutes(2)));
    }

    private Agents agents() {
        Agents known = stub;
        if (known == null) {
            workshop.temporal().registerActivitiesImplementations(workshop.get(AgentActivities.class));
            known = workshop.temporal().newActivityStub(Agents.class);
            stub = known;
        }
        return known;
    }

    private Assignment assignment(String step, String runtime, String name, Duration longest) {
        return new Assignment(
                step,
                new AgentChoice(runtime, name),
                base,
                new Brief("A bug", "It is broken.", "Mend it.", List.of(), List.of(), null),
                longest);
    }

    private void command(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve("agents/commands").resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void recording(String text) throws IOException {
        Files.writeString(folder.resolve("agents/recordings/player.yaml"), text);
    }

    private String content(Workspace workspace, String path) throws IOException {
        try (Checkout checkout = workshop.checkout(workspace)) {
            return Files.readString(checkout.folder().resolve(path));
        }
    }

    private List<Event> events() {
        return workshop.get(Events.class).after(workshop.tenant(), TestingWorkshop.RUN, 0, 1_000_000);
    }
}
