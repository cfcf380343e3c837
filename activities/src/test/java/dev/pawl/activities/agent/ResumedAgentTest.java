package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.agent.AgentRuntime.Answer;
import dev.pawl.activities.agent.AgentRuntime.Desk;
import dev.pawl.activities.agent.AgentRuntime.Job;
import dev.pawl.activities.ledger.Chronicle;
import dev.pawl.activities.sandbox.Sandboxes;
import dev.pawl.activities.workspace.TestingOrigin;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.store.event.Event;
import dev.pawl.store.event.Events;
import dev.pawl.store.invocation.Invocation;
import dev.pawl.store.invocation.Invocations;
import dev.pawl.store.model.ModelCall;
import dev.pawl.store.model.ModelCalls;
import dev.pawl.store.model.Source;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Agents;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An agent whose provider takes no more, or whose money is spent: asked again, it goes on, and each cent is counted
/// once.
final class ResumedAgentTest {

    private static final Instant UNTIL = Instant.parse("2026-11-21T15:00:00Z");
    private static final Answer LIMITED = new Answer.Limited(UNTIL, "It takes no more for now.");
    private static final Answer OVERSPENT = new Answer.Overspent("It is spent.");
    private static final Answer CRASHED = new Answer.Crashed("It fell.", false);
    private static final Answer DONE = new Answer.Done("Done.");

    @TempDir
    private Path folder;

    private final Deque<Doing> doings = new ArrayDeque<>();
    private final List<Job> jobs = new ArrayList<>();
    private TestingWorkshop workshop;
    private Workspace base;
    private Agents agents;

    @BeforeEach
    void open() throws IOException {
        workshop = TestingWorkshop.in(folder);
        TestingOrigin origin = TestingOrigin.in(folder.resolve("origin"));
        origin.write("a.txt", "one\n").commit("First");
        base = workshop.opened(origin);
        workshop.temporal()
                .registerActivitiesImplementations(new AgentActivities(
                        workshop.get(Chronicle.class),
                        workshop.get(Sandboxes.class),
                        List.of(new Scripted()),
                        workshop.get(Invocations.class),
                        workshop.get(Sessions.class)));
        agents = workshop.temporal().newActivityStub(Agents.class);
    }

    @AfterEach
    void close() {
        workshop.close();
    }

    @Test
    void goesOnFromItsCheckpointAfterALimit() {
        doings.add((job, desk) -> {
            Files.writeString(job.checkout().folder().resolve("a.txt"), "two\n");
            desk.spend(cost(7));
            desk.checkpoint("half");
            desk.spend(cost(3));
            Files.writeString(job.checkout().folder().resolve("a.txt"), "three\n");
            return LIMITED;
        });
        doings.add((job, desk) -> {
            desk.spend(cost(5));
            return new Answer.Done(
                    Files.readString(job.checkout().folder().resolve("a.txt")).strip());
        });

        assertThat(work(null)).isEqualTo(new Work.Limited(UNTIL, "It takes no more for now.", cost(2, 10)));
        assertThat(row().finishedAt()).isNull();
        assertThat(events("agent.ended").getFirst().body()).contains("limited", "2026-11-21T15:00:00Z");

        assertThat(work(null)).isInstanceOfSatisfying(Work.Done.class, done -> {
            assertThat(done.summary()).as("the tree of the checkpoint").isEqualTo("two");
            assertThat(done.usage()).isEqualTo(cost(3, 15));
        });
        assertThat(jobs.getLast().state()).isEqualTo("half");
        assertThat(jobs.getLast().resumed()).isTrue();
    }

    /// A worker that dies tells nobody what its agent bought since the last checkpoint: the ledger knows.
    @Test
    void countsWhatADeadWorkerBought() {
        doings.add((job, desk) -> {
            desk.spend(cost(7));
            desk.checkpoint("half");
            bought("a", 7);
            return LIMITED;
        });
        doings.add((job, desk) -> {
            desk.spend(cost(5));
            bought("b", 5);
            return DONE;
        });
        assertThat(work(20L)).isInstanceOf(Work.Limited.class);

        bought("lost", 4);

        assertThat(work(20L).usage().costMicros()).isEqualTo(16);
        assertThat(jobs.getLast().spent().costMicros()).isEqualTo(11);
        assertThat(jobs.getLast().budgetMicros()).isEqualTo(9);
    }

    /// A worker that was given up may still be told the end of an answer.
    @ParameterizedTest
    @MethodSource
    void countsWhatAWorkerBuysThatWasGivenUp(Answer answer) {
        doings.add((job, desk) -> {
            desk.spend(cost(5));
            bought("mine", 5);
            bought("late", 4);
            return answer;
        });

        assertThat(work(null).usage().costMicros()).isEqualTo(9);
    }

    static List<Answer> countsWhatAWorkerBuysThatWasGivenUp() {
        return List.of(DONE, LIMITED);
    }

    @Test
    void tellsTheNextWorkerWhatAWorkerBoughtThatWasGivenUp() {
        doings.add((job, desk) -> {
            desk.spend(cost(5));
            bought("mine", 5);
            bought("late", 4);
            throw new IOException("The disk is full.");
        });

        assertThatThrownBy(() -> work(null)).hasStackTraceContaining("The disk is full.");

        assertThat(Checkpoint.read(row().checkpoint()))
                .extracting(standing -> standing.usage().costMicros())
                .isEqualTo(9L);
    }

    /// The ledger holds requests too that only had their tokens counted.
    @Test
    void takesNoRequestWithoutAnAnswerForATurn() {
        bought("lost", 4);
        recorded("counted", 0, 0);
        doings.add(spending(1, DONE));

        assertThat(work(null).usage().turns()).isEqualTo(2);
        assertThat(jobs.getLast().spent().turns()).isEqualTo(1);
    }

    /// It died before its first checkpoint, and bought all that there was money for.
    @Test
    void buysNothingMoreWhereADeadWorkerSpentItAll() {
        bought("lost", 20);

        assertThat(work(20L)).isInstanceOf(Work.Overspent.class);
        assertThat(jobs).isEmpty();
    }

    private void bought(String id, long micros) {
        recorded(id, 1, micros);
    }

    private void recorded(String id, long output, long micros) {
        workshop.get(ModelCalls.class)
                .record(
                        workshop.tenant(),
                        new ModelCall(
                                id,
                                TestingWorkshop.RUN,
                                "fix/1",
                                "a",
                                "m",
                                UNTIL,
                                UNTIL,
                                200,
                                1,
                                0,
                                0,
                                output,
                                micros,
                                Source.MEASURED));
    }

    @Test
    void countsNoTryForALimit() {
        for (int time = 0; time < 2 * AgentActivities.MOST_TRIES; time++) {
            doings.add(spending(4, LIMITED));
        }
        doings.add(spending(1, DONE));

        Work work = work(null);
        while (work instanceof Work.Limited) {
            work = work(null);
        }

        assertThat(work).isInstanceOf(Work.Unchanged.class);
        assertThat(work.usage()).isEqualTo(cost(7, 25));
        assertThat(jobs).allSatisfy(job -> {
            assertThat(job.attempt()).isEqualTo(1);
            assertThat(job.resumed()).isFalse();
        });
    }

    @Test
    void countsTheCrashesBetweenLimits() {
        for (Answer answer : List.of(CRASHED, LIMITED, CRASHED, LIMITED, CRASHED)) {
            doings.add(spending(2, answer));
        }

        assertThat(work(null)).isInstanceOf(Work.Limited.class);
        assertThat(work(null)).isInstanceOf(Work.Limited.class);
        Work end = work(null);

        assertThat(end)
                .isInstanceOfSatisfying(
                        Work.Crashed.class,
                        crashed -> assertThat(crashed.reason()).contains("3 times", "It fell."));
        assertThat(end.usage()).isEqualTo(cost(5, 10));
    }

    @Test
    void goesOnFromItsCheckpointWithMoreMoney() {
        doings.add((_, desk) -> {
            desk.spend(cost(90));
            desk.checkpoint("half");
            desk.spend(cost(40));
            return OVERSPENT;
        });
        doings.add(spending(60, DONE));

        assertThat(work(100L)).isEqualTo(new Work.Overspent("It is spent.", cost(2, 130)));
        assertThat(work(230L).usage()).isEqualTo(cost(3, 190));

        assertThat(jobs).extracting(Job::budgetMicros).containsExactly(100L, 100L);
        assertThat(jobs.getLast().state()).isEqualTo("half");
    }

    @Test
    void beginsNothingWithoutMoney() {
        doings.add(spending(7, LIMITED));

        work(5L);

        assertThat(work(5L))
                .isInstanceOfSatisfying(
                        Work.Overspent.class,
                        overspent -> assertThat(overspent.usage()).isEqualTo(cost(1, 7)));
        assertThat(jobs).hasSize(1);
    }

    @Test
    void takesWhatACrashCostFromTheMoney() {
        doings.add(spending(30, CRASHED));
        doings.add(spending(30, DONE));

        assertThat(work(100L).usage()).isEqualTo(cost(2, 60));

        assertThat(jobs).extracting(Job::budgetMicros).containsExactly(100L, 70L);
    }

    @Test
    void countsWhatWasUsedWhenMachineryFails() {
        doings.add((_, desk) -> {
            desk.spend(cost(9));
            throw new IOException("The disk is full.");
        });
        doings.add(spending(1, DONE));

        assertThatThrownBy(() -> work(null)).hasStackTraceContaining("The disk is full.");

        assertThat(work(null).usage()).isEqualTo(cost(2, 10));
    }

    @FunctionalInterface
    private interface Doing {
        Answer carryOut(Job job, Desk desk) throws IOException;
    }

    /// Does one thing after another, whoever it is asked for.
    private final class Scripted implements AgentRuntime {

        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public boolean goesOnFromAnyTree() {
            return false;
        }

        @Override
        public Answer carryOut(Job job, Desk desk) throws IOException {
            jobs.add(job);
            return doings.remove().carryOut(job, desk);
        }
    }

    private static Doing spending(long micros, Answer answer) {
        return (_, desk) -> {
            desk.spend(cost(micros));
            return answer;
        };
    }

    private static Usage cost(long micros) {
        return cost(1, micros);
    }

    private static Usage cost(long turns, long micros) {
        return new Usage(turns, 0, 0, micros, Usage.Source.MEASURED);
    }

    private Work work(@Nullable Long budget) {
        return agents.work(
                workshop.moment("fix"),
                new Assignment(
                                "fix/1",
                                new AgentChoice("scripted", "one"),
                                base,
                                new Brief("A bug", "", "Mend it.", List.of(), List.of(), null),
                                Duration.ofMinutes(2))
                        .within(budget));
    }

    private Invocation row() {
        return workshop.get(Invocations.class)
                .find(workshop.tenant(), TestingWorkshop.RUN, "fix/1")
                .orElseThrow();
    }

    private List<Event> events(String kind) {
        return workshop.get(Events.class).after(workshop.tenant(), TestingWorkshop.RUN, 0, 1000).stream()
                .filter(event -> event.kind().equals(kind))
                .toList();
    }
}
