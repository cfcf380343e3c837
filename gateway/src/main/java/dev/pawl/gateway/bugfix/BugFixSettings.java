package dev.pawl.gateway.bugfix;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a bug fix is where its caller says nothing.
///
/// @param agent runtime and name, as in `command:mender`; absent, every caller names one
@ConfigurationProperties("pawl.bugfix")
public record BugFixSettings(@Nullable String agent) {

    /// The most that a caller may give an agent, and so the longest that anything takes which stores something.
    public static final Duration LONGEST_DEADLINE = Duration.ofDays(7);

    public BugFixSettings {
        if (agent != null && !agent.matches("[a-z][a-z0-9-]*:[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "PAWL_BUGFIX_AGENT is '%s'. It names a runtime and an agent, as command:mender does."
                            .formatted(agent));
        }
    }
}
