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
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.store.event.Event;
import dev.pawl.store.invocation.Ask;
import dev.pawl.store.invocation.Entry;
import dev.pawl.store.invocation.FencedOffException;
import dev.pawl.store.invocation.Invocations;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What every runtime owes. One joins by saying in a subclass how an agent of its own is made that does these acts.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class AgentRuntimeConformance {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    TestingAgency agency;

    /// Makes an agent of this runtime, which does this in every step.
    abstract AgentChoice agent(String name, Act... acts) throws IOException;

    /// Whose figures it has of what an agent used up.
    abstract Usage.Source countedBy();

    /// Whether an agent that crashed goes on where it had kept something, or begins again.
    abstract boolean goesOnAfterACrash();

    Map<String, Object> settings() {
        return Map.of();
    }

    @BeforeEach
    void open() throws IOException {
        agency = TestingAgency.in(folder, settings());
    }

    @AfterEach
    void close() {
        agency.close();
    }

    @Test
    void keepsWhatAnAgentLeftAndTellsWhatItSaid() throws IOException {
        AgentChoice worker = agent(
                "worker",
                new Say("I mend it."),
                new Change("a.txt", "one", "two"),
                new Spend(2, 5),
                new Spend(1, 7),
                new Done("Well done."));

        Work work = agency.work("fix/1", worker);

        assertThat(agency.content(work, "a.txt")).isEqualTo("two\n");
        assertThat(work).isInstanceOfSatisfying(Work.Done.class, done -> {
            assertThat(done.summary()).contains("Well done.");
            assertThat(done.files()).isEqualTo(1);
        });
        assertThat(work.usage()).isEqualTo(new Usage(3, 0, 0, 12, countedBy()));
        assertThat(agency.events("agent.said")).anyMatch(said -> said.body().contains("I mend it."));
        assertThat(agency.events())
                .extracting(Event::kind)
                .containsSubsequence("agent.began", "agent.said", "agent.ended");
    }

    @Test
    void tellsHowLongItTookToLayTheTreeOutAndToKeepIt() throws IOException {
        agency.work("fix/1", agent("worker", new Change("a.txt", "one", "two"), new Done("Well done.")));
        agency.work("fix/2", agent("idle", new Done("Nothing is wrong.")));

        assertThat(agency.events("agent.ended"))
                .extracting(Event::body)
                .satisfiesExactly(
                        changed -> assertThat(changed).contains("\"layOut\"", "\"read\"", "\"pack\"", "\"store\""),
                        unchanged -> assertThat(unchanged)
                                .contains("\"layOut\"", "\"read\"")
                                .doesNotContain("\"pack\"", "\"store\""));
    }

    @Test
    void saysWhatAnAgentDidNotDo() throws IOException {
        AgentChoice idle = agent("idle", new Spend(1, 1), new Done("Nothing is wrong."));
        AgentChoice unwilling = agent("unwilling", new Change("a.txt", "one", "two"), new Decline("Too hard."));

        assertThat(agency.work("fix/1", idle)).isInstanceOfSatisfying(Work.Unchanged.class, unchanged -> {
            assertThat(unchanged.summary()).contains("Nothing is wrong.");
            assertThat(unchanged.usage().costMicros()).isEqualTo(1);
        });
        assertThat(agency.work("fix/2", unwilling))
                .isInstanceOfSatisfying(
                        Work.Declined.class,
                        declined -> assertThat(declined.reason()).contains("Too hard."));
    }

    @Test
    void answersFromTheRowWhatWasFinishedBefore() throws IOException {
        AgentChoice worker = agent("worker", new Change("a.txt", "one", "two"), new Done("Well done."));

        assertThat(agency.work("fix/1", worker)).isEqualTo(agency.work("fix/1", worker));

        assertThat(agency.events("agent.began")).hasSize(1);
    }

    @Test
    void doesAStepAnewThatIsAskedWithAnotherInput() throws IOException {
        AgentChoice worker = agent("worker", new Done("Well done."));
        AgentChoice other = agent("other", new Done("Done anew."));
        agency.work("fix/1", worker);

        assertThat(((Work.Unchanged) agency.work("fix/1", other)).summary()).contains("Done anew.");
    }

    @Test
    void saysWhichAgentsThereAre() throws IOException {
        AgentChoice worker = agent("worker", new Done("Well done."));

        assertThatThrownBy(() -> agency.work("fix/1", new AgentChoice(worker.runtime(), "nobody")))
                .hasStackTraceContaining("There are: [worker]")
                .hasStackTraceContaining("nonRetryable=true");
        assertThatThrownBy(() -> agency.work("fix/1", new AgentChoice("magic", "worker")))
                .hasStackTraceContaining("There are: [")
                .hasStackTraceContaining("command, recorded]");
    }

    @Test
    void takesThreeCrashesForAnAnswer() throws IOException {
        AgentChoice dying = agent("dying", new Change("a.txt", "one", "two"), new Spend(1, 1), new Crash());

        assertThat(agency.work("fix/1", dying))
                .isInstanceOfSatisfying(
                        Work.Crashed.class,
                        crashed -> assertThat(crashed.reason()).contains("3 times"));

        assertThat(resumed()).containsExactly(false, false, false);
        assertThat(agency.events("agent.ended"))
                .hasSize(3)
                .allMatch(ended -> ended.body().contains("crashed"));
    }

    @Test
    void tellsTheEndOfAnAgentWhoseWorkersDied() throws IOException {
        Assignment assignment = agency.assignment("fix/1", agent("worker", new Done("Well done.")));
        for (int died = 0; died < AgentActivities.MOST_DEATHS; died++) {
            begin(assignment);
        }

        assertThat(((Work.Crashed) agency.work(assignment)).reason()).contains("Its worker died 10 times");

        assertThat(agency.events("agent.began")).isEmpty();
        assertThat(agency.events("agent.ended")).hasSize(1);
    }

    /// Machines that are killed now and then are no fault of the agent's.
    @Test
    void outlivesMoreDeathsOfItsWorkersThanCrashes() throws IOException {
        Assignment assignment = agency.assignment("fix/1", agent("worker", new Done("Well done.")));
        for (int died = 0; died < 2 * AgentActivities.MOST_TRIES; died++) {
            begin(assignment);
        }

        assertThat(agency.work(assignment)).isInstanceOf(Work.Unchanged.class);
    }

    /// One that begins again where it had gone on already would not find the word that it changes.
    @Test
    void goesOnAfterACrashWhereItHadKeptSomething() throws IOException {
        AgentChoice dying = agent(
                "dying",
                new Change("a.txt", "one", "two"),
                new Spend(1, 10),
                new Keep(),
                new Change("a.txt", "two", "three"),
                new Crash());

        Work work = agency.work("fix/1", dying);

        assertThat(((Work.Crashed) work).reason()).contains("3 times");
        assertThat(resumed().getFirst()).isFalse();
        assertThat(resumed().getLast()).isEqualTo(goesOnAfterACrash());
        assertThat(agency.events("agent.ended")).hasSameSizeAs(resumed());
        assertThat(agency.events("agent.checkpoint")).hasSize(goesOnAfterACrash() ? 1 : 0);
        assertThat(work.usage().costMicros()).isEqualTo(goesOnAfterACrash() ? 10 : 30);
    }

    @Test
    void goesOnWhereAWorkerHadComeThatShutDown() throws Exception {
        AgentChoice slow = agent(
                "slow",
                new Change("a.txt", "one", "two"),
                new Spend(1, 10),
                new Keep(),
                new Say("I am at it."),
                new Pause(Duration.ofSeconds(2)),
                new Say("I am still at it."),
                new Pause(Duration.ofSeconds(2)),
                new Change("a.txt", "two", "three"),
                new Done("Ended."));

        Work work = agency.handedOverWhen(() -> agency.hasSaid("I am at it."), agency.assignment("fix/1", slow));

        assertThat(agency.content(work, "a.txt")).isEqualTo("three\n");
        assertThat(work.usage().costMicros()).isEqualTo(10);
        assertThat(resumed()).containsExactly(false, true);
        assertThat(agency.events())
                .extracting(Event::kind)
                .containsSubsequence("agent.began", "agent.handed-over", "agent.began", "agent.ended");
        assertThat(agency.events("agent.began"))
                .extracting(Event::body)
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"dispatch\": 1"),
                        second -> assertThat(second).containsPattern("\"dispatch\": [2-9]"));
    }

    @Test
    void keepsNothingOfAnAgentThatIsCancelled() throws IOException {
        AgentChoice slow = agent(
                "slow", new Change("a.txt", "one", "two"), new Say("I am at it."), new Pause(LONG), new Done("Ended."));
        agency.cancelWhen(() -> agency.hasSaid("I am at it."));

        assertThatThrownBy(() -> agency.work("fix/1", slow)).hasStackTraceContaining("Cancel");

        assertThat(agency.row("fix/1")).hasValueSatisfying(row -> {
            assertThat(row.checkpoint()).isNull();
            assertThat(row.result()).isNull();
        });
    }

    @Test
    void countsWhatAnAgentUsedThatIsCancelled() throws IOException {
        AgentChoice slow = agent("slow", new Spend(1, 10), new Say("I am at it."), new Pause(LONG), new Done("Ended."));
        agency.cancelWhen(() -> agency.hasSaid("I am at it."));

        assertThatThrownBy(() -> agency.work("fix/1", slow)).hasStackTraceContaining("Cancel");

        assertThat(agency.row("fix/1"))
                .hasValueSatisfying(row -> assertThat(row.checkpoint()).contains("\"costMicros\": 10"));
        assertThat(agency.events("agent.ended"))
                .singleElement()
                .satisfies(ended -> assertThat(ended.body()).contains("stopped", "\"costMicros\": 10"));
    }

    @Test
    void takesTheEndOfItsTimeForAnAnswer() throws IOException {
        AgentChoice slow = agent("slow", new Pause(LONG), new Done("Ended."));

        Work work = agency.work(agency.assignment("fix/1", slow, Duration.ofSeconds(1)));

        assertThat(((Work.Crashed) work).reason()).contains("longer than PT1S");
        assertThat(agency.events("agent.began")).hasSize(1);
    }

    @Test
    void letsNobodyWriteFromWhomTheWorkWasTaken() throws IOException {
        AgentChoice worker = agent("worker", new Change("a.txt", "one", "two"), new Done("Well done."));
        Assignment assignment = agency.assignment("fix/1", worker);
        Invocations invocations = agency.workshop().get(Invocations.class);
        Entry.Held zombie = begin(assignment);

        Work work = agency.work(assignment);

        assertThatThrownBy(() -> invocations.checkpoint(zombie.hold(), "{}")).isInstanceOf(FencedOffException.class);
        assertThatThrownBy(() -> invocations.finish(zombie.hold(), "{}")).isInstanceOf(FencedOffException.class);
        assertThat(agency.work(assignment)).isEqualTo(work);
    }

    /// What a worker does first, of which nothing else is heard.
    private Entry.Held begin(Assignment assignment) {
        TestingWorkshop workshop = agency.workshop();
        return (Entry.Held) workshop.get(Invocations.class)
                .begin(
                        workshop.tenant(),
                        TestingWorkshop.RUN,
                        assignment.step(),
                        new Ask(Checkpoint.digestOf(assignment), null, Instant.EPOCH));
    }

    /// Of each attempt, whether it was told that it goes on.
    private List<Boolean> resumed() {
        return agency.events("agent.began").stream()
                .map(began -> began.body().contains("\"resumed\": true"))
                .toList();
    }
}
