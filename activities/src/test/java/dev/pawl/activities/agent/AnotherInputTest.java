package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.workspace.TestingOrigin;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.store.invocation.Invocation;
import dev.pawl.store.invocation.Invocations;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Agents;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Temporal lost a run, and it is told anew: meanwhile the branch has moved, or a log says another duration.
final class AnotherInputTest {

    private static final Instant FIRST = Instant.parse("2026-11-21T12:00:00Z");
    private static final Instant LATER = FIRST.plusSeconds(60);

    @TempDir
    private Path folder;

    private TestingWorkshop workshop;
    private Workspace base;
    private Agents agents;

    @BeforeEach
    void open() throws IOException {
        Files.createDirectories(folder.resolve("agents/recordings"));
        Files.writeString(folder.resolve("agents/recordings/player.yaml"), "steps: {fix: [{done: played}]}");
        workshop = TestingWorkshop.in(
                folder, Map.of("pawl.agent.folder", folder.resolve("agents").toString()));
        TestingOrigin origin = TestingOrigin.in(folder.resolve("origin"));
        origin.write("a.txt", "one\n").commit("First");
        base = workshop.opened(origin);
        workshop.temporal().registerActivitiesImplementations(workshop.get(AgentActivities.class));
        agents = workshop.temporal().newActivityStub(Agents.class);
    }

    @AfterEach
    void close() {
        workshop.close();
    }

    @Test
    void doesAStepAnewThatIsAskedWithAnotherInput() {
        work(FIRST, "It took 3 s.");
        long fence = row().fence();

        assertThat(work(LATER, "It took 4 s.")).isInstanceOf(Work.Unchanged.class);

        assertThat(row().fence()).isGreaterThan(fence);
        assertThat(row().inputDigest()).isEqualTo(Checkpoint.digest(assignment("It took 4 s.")));
    }

    @Test
    void letsGoOfWhoWasToldEarlier() {
        work(LATER, "It took 4 s.");
        Invocation before = row();

        assertThatThrownBy(() -> work(FIRST, "It took 3 s."))
                .hasStackTraceContaining("has been told anew")
                .hasStackTraceContaining("nonRetryable=true");

        assertThat(row()).isEqualTo(before);
    }

    private Work work(Instant told, String report) {
        return agents.work(new Moment(workshop.tenant(), TestingWorkshop.RUN, told, 1, "fix"), assignment(report));
    }

    private Assignment assignment(String report) {
        return new Assignment(
                "fix/1",
                new AgentChoice("recorded", "player"),
                base,
                new Brief("A bug", report, "Mend it.", List.of(), List.of(), null),
                Duration.ofMinutes(2));
    }

    private Invocation row() {
        return workshop.get(Invocations.class)
                .find(workshop.tenant(), TestingWorkshop.RUN, "fix/1")
                .orElseThrow();
    }
}
