package dev.pawl.activities.agent.claude;

import dev.pawl.activities.agent.AgentRuntime.Job;
import dev.pawl.activities.agent.role.Briefing;
import dev.pawl.activities.agent.role.Role;
import dev.pawl.workflows.port.Failure;
import java.util.List;
import java.util.Objects;

/// The part that an agent plays: who it is, what it is told, and how far it may go.
///
/// @param tools what it may use; what is not named here, it does not have
/// @param denied what it may not use, whatever else would let it
/// @param turns how often it may ask its model
/// @param form of its answer, as a JSON schema
record Part(
        String model, String system, String prompt, List<String> tools, List<String> denied, int turns, String form) {

    Part {
        tools = List.copyOf(tools);
        denied = List.copyOf(denied);
    }

    static Part of(Job job, ClaudeCodeSettings settings) {
        Briefing briefing = job.briefing();
        if (briefing == null) {
            throw Failure.AGENT_UNKNOWN.because(
                    "The step %s names no role, and Claude Code does nothing without one."
                            .formatted(job.assignment().step()),
                    null);
        }
        Role role = briefing.role();
        return new Part(
                Objects.requireNonNullElse(briefing.model(), settings.model()),
                briefing.system(),
                briefing.prompt(),
                role.tools(),
                role.denied(),
                role.limits().turns(),
                role.output());
    }
}
