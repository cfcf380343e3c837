package dev.pawl.workflows.port.agent;

/// Who does the work.
///
/// @param runtime what carries it out: `claude-code`, `command` or `recorded`
/// @param name which of them: the file of that name in the workers' folder of agents, or the provider of its models
public record AgentChoice(String runtime, String name) {

    /// Whether it can be put into roles: then others than those who write are asked, too.
    public boolean hasRoles() {
        return runtime.equals("claude-code");
    }
}
