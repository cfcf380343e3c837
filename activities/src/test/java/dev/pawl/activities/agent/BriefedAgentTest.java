package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.agent.AgentRuntime.Answer;
import dev.pawl.activities.agent.AgentRuntime.Desk;
import dev.pawl.activities.agent.AgentRuntime.Job;
import dev.pawl.activities.agent.role.Briefing;
import dev.pawl.activities.ledger.Chronicle;
import dev.pawl.activities.sandbox.Sandboxes;
import dev.pawl.store.invocation.Invocations;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Agents;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Work;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An agent is put into a role, and what it was made of is written down.
final class BriefedAgentTest {

    private static final String ANALYST = """
            ---
            name: analyst
            description: Looks.
            tier: worker
            tools: [Read]
            limits: {minutes: 1}
            output:
              type: object
              required: [status, summary, cause, files, reproduce, risk]
              properties:
                status: {enum: [done, declined]}
                summary: {type: string}
                cause: {type: string}
                files: {type: array, items: {type: string}}
                reproduce: {type: string}
                risk: {type: string}
            ---
            Look twice.
            """;

    @TempDir
    private Path folder;

    private final Actor actor = new Actor();
    private TestingAgency agency;
    private TestActivityEnvironment temporal;
    private Agents agents;

    /// A runtime with roles that answers as the test says.
    private static final class Actor implements AgentRuntime {

        private final List<Job> jobs = new ArrayList<>();
        private Answer answer = new Answer.Done("Found.", "{\"cause\":\"x\"}");

        @Override
        public String name() {
            return "acting";
        }

        @Override
        public boolean hasRoles() {
            return true;
        }

        @Override
        public boolean goesOnFromAnyTree() {
            return false;
        }

        @Override
        public Answer carryOut(Job job, Desk desk) {
            jobs.add(job);
            return answer;
        }
    }

    @BeforeEach
    void open() throws IOException {
        agency = TestingAgency.in(folder, Map.of("pawl.role.worker", "small-model"));
        temporal = TestActivityEnvironment.newInstance();
        temporal.registerActivitiesImplementations(new AgentActivities(
                agency.workshop().get(Chronicle.class),
                agency.workshop().get(Sandboxes.class),
                List.of(actor),
                agency.workshop().get(Invocations.class),
                agency.workshop().get(Sessions.class)));
        agents = temporal.newActivityStub(Agents.class);
    }

    @AfterEach
    void close() {
        temporal.close();
        agency.close();
    }

    @Test
    void tellsTheAgentWhoItIsAndWritesDownWhatThatWasMadeOf() throws IOException {
        agency.hold(".pawl/agents/analyst.md", ANALYST);

        Work work = work("understand/1", "analyst");

        Job job = actor.jobs.getFirst();
        Briefing briefing = Objects.requireNonNull(job.briefing());
        assertThat(briefing.system()).startsWith("Look twice.\n\n# What always holds");
        assertThat(briefing.prompt()).contains("Mend it.", "It is broken.");
        assertThat(briefing.model()).isEqualTo("small-model");
        assertThat(job.left()).isEqualTo(Duration.ofMinutes(1));
        assertThat(work)
                .isInstanceOfSatisfying(
                        Work.Unchanged.class,
                        unchanged -> assertThat(unchanged.answer()).isEqualTo("{\"cause\":\"x\"}"));
        assertThat(agency.events("agent.began"))
                .singleElement()
                .satisfies(began -> assertThat(began.body())
                        .contains("\"role\": \"analyst\"", "\"roleSource\": \".pawl/agents/analyst.md\"")
                        .contains("\"roleDigest\": \"" + briefing.of().digest() + "\""));
    }

    @Test
    void asksAPersonAtOnceWhenARoleCannotBeRead() throws IOException {
        agency.hold(".pawl/agents/analyst.md", ANALYST.replace("tier: worker", "tier: boss"));

        assertThatThrownBy(() -> work("understand/1", "analyst"))
                .hasStackTraceContaining(".pawl/agents/analyst.md:4: There are these tiers")
                .hasStackTraceContaining("AGENT_UNKNOWN");

        assertThat(actor.jobs).isEmpty();
        assertThat(agency.events("agent.unfit"))
                .singleElement()
                .satisfies(unfit -> assertThat(unfit.body()).contains("analyst.md:4:"));
    }

    @Test
    void takesAnAnswerThatHistoryCannotCarryForACrash() {
        actor.answer = new Answer.Done("Found.", "\"%s\"".formatted("x".repeat(16 * 1024)));

        assertThat(work("understand/1", "analyst"))
                .isInstanceOfSatisfying(
                        Work.Crashed.class,
                        crashed -> assertThat(crashed.reason()).contains("longer than 16,384 bytes"));
    }

    private Work work(String step, String role) {
        Assignment told = agency.assignment(step, new AgentChoice("acting", "actor"));
        Assignment assignment = new Assignment(
                told.step(), told.agent(), told.workspace(), told.brief(), told.longest(), role, null, null);
        return agents.work(agency.workshop().moment("fix"), assignment);
    }
}
