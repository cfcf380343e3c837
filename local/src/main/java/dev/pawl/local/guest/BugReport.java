package dev.pawl.local.guest;

import org.jspecify.annotations.Nullable;

/// A bug that an agent is to fix.
///
/// @param runtime what carries the agent out, and its name there
/// @param sandbox how well it must be shut in; absent, as the workers' settings say
public record BugReport(
        String repository,
        String title,
        String report,
        String runtime,
        String agent,
        @Nullable String sandbox) {}
