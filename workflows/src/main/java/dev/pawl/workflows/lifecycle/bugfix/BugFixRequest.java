package dev.pawl.workflows.lifecycle.bugfix;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Delivery;
import dev.pawl.workflows.port.workspace.Repository;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A bug, and how far its mending may go.
///
/// @param title the bug in one line
/// @param report what its reporter says
/// @param trigger the failed build that it came from, if it did
/// @param decisionKey what the gateway signs people's decisions with, in base64; the gateway adds it
/// @param least how well agents and gates must be shut in at least; absent, as the workers' settings say
public record BugFixRequest(
        String tenant,
        Repository repository,
        String title,
        String report,
        AgentChoice agent,
        Limits limits,
        Delivery delivery,
        @Nullable Trigger trigger,
        @Nullable String decisionKey,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Level least) {

    public BugFixRequest(
            String tenant,
            Repository repository,
            String title,
            String report,
            AgentChoice agent,
            Limits limits,
            Delivery delivery,
            @Nullable Trigger trigger,
            @Nullable String decisionKey) {
        this(tenant, repository, title, report, agent, limits, delivery, trigger, decisionKey, null);
    }

    /// The same, with what people's decisions are signed with.
    public BugFixRequest signedWith(String key) {
        return new BugFixRequest(tenant, repository, title, report, agent, limits, delivery, trigger, key, least);
    }

    /// How far it may go.
    ///
    /// @param deadline how long the run may work; waiting for a person is not counted
    /// @param rounds how often the agent may try each of reproducing and fixing before a person is asked
    /// @param heartbeat how long the worker of an agent or a gate may be silent before another takes its place
    /// @param budgetMicros how many millionths of a dollar its agents may cost; absent, nobody set a limit
    public record Limits(
            @JsonFormat(shape = JsonFormat.Shape.STRING) Duration deadline,
            int rounds,
            @JsonFormat(shape = JsonFormat.Shape.STRING) Duration heartbeat,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            Long budgetMicros) {

        public Limits(Duration deadline, int rounds, Duration heartbeat) {
            this(deadline, rounds, heartbeat, null);
        }
    }

    /// A failed build.
    ///
    /// @param system whose build it is: `github`, `jenkins`, ...
    /// @param build its name or address there
    /// @param tests the ids of the tests that failed in it
    public record Trigger(
            String system, @Nullable String build, @Nullable String commit, List<String> tests) {
        public Trigger {
            tests = List.copyOf(tests);
        }
    }

    List<String> failedTests() {
        return trigger == null ? List.of() : trigger.tests();
    }
}
