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
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RecordedRuntimeTest extends AgentRuntimeConformance {

    @Override
    AgentChoice agent(String name, Act... acts) throws IOException {
        StringBuilder recording = new StringBuilder("steps:\n  fix:\n");
        for (Act act : acts) {
            recording.append("    - ").append(entry(act)).append('\n');
        }
        return recording(name, recording.toString());
    }

    private static String entry(Act act) {
        return switch (act) {
            case Say(String text) -> "say: " + text;
            case Change(String path, String word, String other) ->
                "edit: {path: %s, replace: %s, with: %s}".formatted(path, word, other);
            case Spend(long turns, long cost) ->
                "usage: {turns: %d, inputTokens: 0, outputTokens: 0, costMicros: %d}".formatted(turns, cost);
            case Keep() -> "checkpoint: kept";
            case Pause(Duration time) -> "pause: " + time;
            case Done(String summary) -> "done: " + summary;
            case Decline(String reason) -> "decline: " + reason;
            case Crash() -> "crash: as it was told";
        };
    }

    @Override
    Usage.Source countedBy() {
        return Usage.Source.RECORDED;
    }

    @Override
    boolean goesOnAfterACrash() {
        return true;
    }

    @Test
    void saysThatItIsARecording() throws IOException {
        AgentChoice player = recording("player", """
                steps:
                  fix:
                    - edit: {path: new/b.txt, content: "b"}
                    - delete: a.txt
                    - done: finished
                """);

        Work.Done done = (Work.Done) agency.work("fix/1", player);

        assertThat(done.summary()).isEqualTo("Recording: finished");
        assertThat(done.files()).isEqualTo(2);
        assertThat(agency.hasSaid("no model works")).isTrue();
    }

    /// It plays again what it had played since, so it begins from the tree that it had kept, not from a later one.
    @Test
    void goesOnFromTheTreeThatItHadKept() throws Exception {
        AgentChoice slow = agent(
                "slow",
                new Keep(),
                new Change("a.txt", "one", "two"),
                new Say("I am at it."),
                new Pause(Duration.ofSeconds(2)),
                new Done("Ended."));

        Work work = agency.handedOverWhen(() -> agency.hasSaid("I am at it."), agency.assignment("fix/1", slow));

        assertThat(agency.content(work, "a.txt")).isEqualTo("two\n");
    }

    @Test
    void letsNoRecordingLeaveTheWorkingCopy() throws IOException {
        AgentChoice player = recording("player", """
                steps:
                  fix/1: [{edit: {path: ../escaped, content: "x"}}]
                  fix/2: [{edit: {path: .git/config, content: "x"}}]
                """);

        assertThat(agency.work("fix/1", player).toString()).contains("not in the working copy");
        assertThat(agency.work("fix/2", player).toString()).contains("not in the working copy");
    }

    @Test
    void saysWhatIsWrongWithARecording() throws IOException {
        AgentChoice player = recording("player", "steps: {fix: [{nonsense: 1}]}");

        assertThatThrownBy(() -> agency.work("fix/1", player)).hasStackTraceContaining("nonsense");
    }

    @Test
    void worksAsThePapersShow() throws IOException {
        AgentChoice player = recording("player", Paper.example("yaml"));

        assertThat(agency.content(agency.work("reproduce/1", player), "NOTES")).isEqualTo("It is there.\n");
        assertThat(agency.work("fix/2", player)).isInstanceOf(Work.Declined.class);
    }

    private AgentChoice recording(String name, String text) throws IOException {
        agency.write("recordings/" + name + ".yaml", text);
        return new AgentChoice("recorded", name);
    }
}
