package dev.pawl.workflows.port.agent;

/// Who does the work.
///
/// @param runtime what carries it out: `command` or `recorded`
/// @param name which of them: the file of that name in the workers' folder of agents
public record AgentChoice(String runtime, String name) {}
