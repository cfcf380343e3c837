package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.store.invocation.Ask;
import dev.pawl.store.invocation.Invocations;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an agent stands on may be away for longer than it may crash.
final class StoreAwayTest {

    @TempDir
    private Path folder;

    @Test
    void isNoFaultOfTheAgents() throws IOException {
        try (TestingAgency agency = TestingAgency.in(folder, Map.of())) {
            agency.program(
                    "commands/worker",
                    "read -r task; echo two > a.txt; echo '{\"result\":{\"status\":\"done\",\"summary\":\"Done.\"}}'");
            Assignment assignment = agency.assignment("fix/1", new AgentChoice("command", "worker"));
            agency.workshop().objects().stop();

            for (int died = 1; died < AgentActivities.MOST_DEATHS; died++) {
                begin(agency, assignment);
            }
            for (int tried = 0; tried < 2; tried++) {
                assertThatThrownBy(() -> agency.work(assignment))
                        .hasStackTraceContaining("STORE_UNAVAILABLE")
                        .hasStackTraceContaining("nonRetryable=false");
            }
            agency.workshop().objects().restart();

            Work work = agency.work(assignment);
            assertThat(agency.content(work, "a.txt")).isEqualTo("two\n");
        }
    }

    /// As a worker does that dies at once.
    private static void begin(TestingAgency agency, Assignment assignment) {
        agency.workshop()
                .get(Invocations.class)
                .begin(
                        agency.workshop().tenant(),
                        TestingWorkshop.RUN,
                        assignment.step(),
                        new Ask(Checkpoint.digestOf(assignment), null, Instant.EPOCH));
    }
}
