package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.agent.Act.Change;
import dev.pawl.activities.agent.Act.Crash;
import dev.pawl.activities.agent.Act.Decline;
import dev.pawl.activities.agent.Act.Done;
import dev.pawl.activities.agent.Act.Keep;
import dev.pawl.activities.agent.Act.Pause;
import dev.pawl.activities.agent.Act.Say;
import dev.pawl.activities.agent.Act.Spend;
import dev.pawl.store.event.Event;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class CommandRuntimeTest extends ProgramRuntimeConformance {

    private static final String RESULT = "echo '{\"result\":{\"status\":\"done\",\"summary\":\"Well done.\"}}'";

    /// What a program had done before it keeps it, it does not do again when it is told that it goes on.
    @Override
    AgentChoice agent(String name, Act... acts) throws IOException {
        int kept = List.of(acts).indexOf(new Keep());
        StringBuilder script = new StringBuilder("read -r task\n");
        for (int i = 0; i < acts.length; i++) {
            script.append((i < kept ? "case \"$task\" in *'\"resumed\":true'*) ;; *) %s ;; esac\n" : "%s\n")
                    .formatted(line(acts[i])));
        }
        return command(name, script.toString());
    }

    private static String line(Act act) {
        return switch (act) {
            case Say(String text) -> "echo '{\"say\":\"%s\"}'".formatted(text);
            case Change(String path, String word, String other) ->
                "grep -q %2$s %1$s || exit 8; sed -i s/%2$s/%3$s/ %1$s".formatted(path, word, other);
            case Spend(long turns, long cost) ->
                "echo '{\"usage\":{\"turns\":%d,\"costMicros\":%d}}'".formatted(turns, cost);
            case Keep() -> ":";
            case Pause(Duration time) -> "sleep " + time.toSeconds();
            case Done(String summary) -> RESULT.replace("Well done.", summary);
            case Decline(String reason) ->
                "echo '{\"result\":{\"status\":\"declined\",\"reason\":\"%s\"}}'".formatted(reason);
            case Crash() -> "exit 7";
        };
    }

    @Override
    AgentChoice program(String name, String script) throws IOException {
        return command(name, script + "\n" + RESULT);
    }

    @Override
    Set<String> environment() {
        return Set.of("PATH", "HOME", "TMPDIR", "LANG", "PAWL_RUN", "PAWL_STEP");
    }

    @Override
    Usage.Source countedBy() {
        return Usage.Source.CLAIMED;
    }

    @Override
    boolean goesOnAfterACrash() {
        return false;
    }

    @Test
    void tellsAProgramItsTaskInJson() throws IOException {
        AgentChoice reader = program("reader", "read -r task; echo \"$task\" > a.txt; echo 'It is read.' >&2");

        assertThat(agency.content(agency.work("fix/1", reader), "a.txt"))
                .contains("\"step\":\"fix/1\",\"attempt\":1,\"resumed\":false")
                .contains("\"title\":\"A bug\"", "\"report\":\"It is broken.\"", "\"task\":\"Mend it.\"");
        assertThat(agency.events("agent.log")).anyMatch(log -> log.body().contains("It is read."));
    }

    @Test
    void tellsAProgramTheRoleThatItsStoryNames() throws IOException {
        AgentChoice reader = program("reader", "read -r task; echo \"$task\" > a.txt");
        Assignment told = agency.assignment("fix/1", reader);
        Work work = agency.work(new Assignment(
                told.step(), reader, told.workspace(), told.brief(), told.longest(), "developer", null, null));

        assertThat(agency.content(work, "a.txt")).contains("\"step\":\"fix/1\",\"role\":\"developer\",");
        assertThat(agency.events("agent.began").getFirst().body()).doesNotContain("roleDigest");
    }

    @Test
    void tellsWhatAnAgentWasNotLetThroughTo() throws IOException {
        AgentChoice caller = program("caller", "curl -sS https://elsewhere.test/ >&2; echo got $HTTPS_PROXY > a.txt");

        assertThat(agency.content(agency.work("fix/1", caller), "a.txt")).isEqualTo("got\n");
        assertThat(agency.events("network.denied")).as("the base names no host").isEmpty();

        agency.hold(".pawl/environment.yaml", "version: 1\nnetwork: [elsewhere.test]\n");
        assertThat(agency.content(agency.work("fix/2", caller), "a.txt")).startsWith("got http://127.0.0.1:");
        assertThat(agency.events("network.denied"))
                .singleElement()
                .satisfies(denied -> assertThat(denied.body())
                        .contains("\"by\": \"agent\"", "\"host\": \"elsewhere.test:443\"")
                        .contains("PAWL_SANDBOX_EGRESS_HOSTS"));
    }

    @Test
    void saysHowAProgramCrashed() throws IOException {
        assertThat(reason("fix/1", command("silent", ":"))).contains("without a result line");
        assertThat(reason("fix/2", command("dying", "exit 7"))).contains("exit code 7");
        assertThat(reason("fix/3", command("odd", "echo '{\"result\":{\"status\":\"great\"}}'")))
                .contains("no status done or declined");
    }

    @Test
    void saysThatAProgramIsNotExecutable() throws IOException {
        agency.write("commands/asleep", "#!/bin/sh\n");

        assertThatThrownBy(() -> agency.work("fix/1", new AgentChoice("command", "asleep")))
                .hasStackTraceContaining("chmod +x")
                .hasStackTraceContaining("nonRetryable=true");
    }

    @Test
    void keepsTheBeginningAndTheEndOfWhatIsTooMuch() throws IOException {
        AgentChoice talker =
                program("talker", "seq -f 'line %012.0f' 1 400000\nprintf 'nul \\000 and \\033[31m red\\n'");

        assertThat(agency.work("fix/1", talker)).isInstanceOf(Work.Unchanged.class);

        List<Event> events = agency.events();
        assertThat(events.getLast().kind()).isEqualTo("agent.log");
        assertThat(events.getLast().body()).contains("nul \\\\u0000 and \\\\u001b[31m red");
        assertThat(events).extracting(Event::kind).contains("agent.cut");
        assertThat(events.size()).isLessThan(260_000);
    }

    @Test
    void worksAsThePapersShow() throws IOException {
        AgentChoice mender = command("mender", Paper.example("sh"));

        assertThat(agency.content(agency.work("reproduce/1", mender), "tests/number-is-four.sh"))
                .startsWith("test ");
        assertThat(agency.content(agency.work("fix/1", mender), "number")).isEqualTo("4\n");
    }

    private String reason(String step, AgentChoice agent) {
        return ((Work.Crashed) agency.work(step, agent)).reason();
    }

    private AgentChoice command(String name, String script) throws IOException {
        agency.program("commands/" + name, script);
        return new AgentChoice("command", name);
    }
}
