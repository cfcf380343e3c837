package dev.pawl.workflows.port.agent;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Workspace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// One agent's work, once.
///
/// @param step which passage and round of the run: `fix/2`. With the run it names the invocation
/// @param workspace what the agent begins with
/// @param longest how long it may work in all
/// @param role who the agent is to be, for runtimes that have roles: `developer`
/// @param budgetMicros how many millionths of a dollar it may spend in all; absent, nobody set a budget
/// @param least how well it must be shut in; absent, as the worker's settings say
public record Assignment(
        String step,
        AgentChoice agent,
        Workspace workspace,
        Brief brief,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Duration longest,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String role,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long budgetMicros,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Level least) {

    public Assignment(String step, AgentChoice agent, Workspace workspace, Brief brief, Duration longest) {
        this(step, agent, workspace, brief, longest, null, null, null);
    }

    /// The same work, at this price.
    public Assignment within(@Nullable Long micros) {
        return new Assignment(step, agent, workspace, brief, longest, role, micros, least);
    }
}
