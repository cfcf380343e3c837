package dev.pawl.gateway.bugfix;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/// What a bug fix is where its caller says nothing.
///
/// @param agent runtime and name, as in `command:mender`; absent, every caller names one
@ConfigurationProperties("pawl.bugfix")
public record BugFixSettings(@Nullable String agent) {

    public BugFixSettings {
        if (agent != null && !agent.matches("[a-z][a-z0-9-]*:[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "PAWL_BUGFIX_AGENT is '%s'. It names a runtime and an agent, as command:mender does."
                            .formatted(agent));
        }
    }
}
