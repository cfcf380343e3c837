package dev.pawl.activities.agent;

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
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Agents;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
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
import org.junit.jupiter.api.io.TempDir;

/// What tests of invocations stand on: an agent that does what it is told, one thing each time that it is asked.
abstract class ScriptedAgentTest {

    static final Instant UNTIL = Instant.parse("2026-11-21T15:00:00Z");
    static final Duration PAUSE = Duration.ofHours(5);
    static final Answer LIMITED = new Answer.Limited(UNTIL, PAUSE, "It takes no more for now.");
    static final Answer OVERSPENT = new Answer.Overspent("It is spent.");
    static final Answer CRASHED = new Answer.Crashed("It fell.", false);
    static final Answer DONE = new Answer.Done("Done.");

    @TempDir
    Path folder;

    final Deque<Doing> doings = new ArrayDeque<>();
    final List<Job> jobs = new ArrayList<>();
    TestingWorkshop workshop;
    Workspace base;
    Agents agents;

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

    @FunctionalInterface
    interface Doing {
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

    static Doing spending(long micros, Answer answer) {
        return (_, desk) -> {
            desk.spend(cost(micros));
            return answer;
        };
    }

    static Usage cost(long micros) {
        return cost(1, micros);
    }

    static Usage cost(long turns, long micros) {
        return new Usage(turns, 0, 0, micros, Usage.Source.MEASURED);
    }

    Work work(@Nullable Long budget) {
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

    Invocation row() {
        return workshop.get(Invocations.class)
                .find(workshop.tenant(), TestingWorkshop.RUN, "fix/1")
                .orElseThrow();
    }

    List<Event> events(String kind) {
        return workshop.get(Events.class).after(workshop.tenant(), TestingWorkshop.RUN, 0, 1000).stream()
                .filter(event -> event.kind().equals(kind))
                .toList();
    }
}
