package dev.pawl.activities.agent.claude;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Claude Code on this worker.
///
/// @param program the file that is started; absent, there is none
/// @param model what agents think with whose role names no model
/// @param silence how long a model may say nothing before the agent counts as hung
/// @param toolSilence the same while a tool of its runs
/// @param servers a file with the MCP servers that roles may name, as Claude Code reads them; absent, there are none
@ConfigurationProperties("pawl.claude-code")
public record ClaudeCodeSettings(
        @Nullable Path program,
        @Bindable(defaultValue = "claude-sonnet-4-5") String model,
        @Bindable(defaultValue = "PT6M") Duration silence,
        @Bindable(defaultValue = "PT30M") Duration toolSilence,
        @Nullable Path servers) {}
