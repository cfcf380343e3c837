package dev.pawl.workflows.port.agent;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.pawl.workflows.port.workspace.Workspace;
import java.time.Duration;

/// One agent's work, once.
///
/// @param step which passage and round of the run: `fix/2`. With the run it names the invocation
/// @param workspace what the agent begins with
/// @param longest how long it may work in all
public record Assignment(
        String step,
        AgentChoice agent,
        Workspace workspace,
        Brief brief,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Duration longest) {}
