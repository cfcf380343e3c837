package dev.pawl.activities.sandbox;

import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.workspace.Origins;
import dev.pawl.workflows.port.workspace.Repository;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;
import java.util.Optional;

/// Whose repositories may be worked on without a sandbox. There is none yet, so no other may be worked on at all.
///
/// @param trusted addresses of repositories, and what lies below them
@ConfigurationProperties("pawl.sandbox")
public record SandboxSettings(@Bindable(defaultValue = "") List<String> trusted) {

    /// The level of everything that runs now: agents and gates run as the worker's own user.
    public static final String NONE = "none";

    public SandboxSettings {
        trusted = trusted.stream().filter(prefix -> !prefix.isBlank()).toList();
    }

    /// Why nothing of this repository is run; empty where it may be.
    public Optional<String> refusal(Repository repository) {
        return Origins.isTrusted(repository.url(), trusted)
                ? Optional.empty()
                : Optional.of(
                        ("%s is not trusted, and this version has no sandbox yet: agents and tests would run as the "
                                        + "worker's own user. Name it in PAWL_SANDBOX_TRUSTED if you trust all that is in it.")
                                .formatted(repository.url()));
    }

    /// The last line of defence: whoever runs something asks again.
    public void require(Repository repository) {
        refusal(repository).ifPresent(sentence -> {
            throw Failure.NOT_TRUSTED.because(sentence, null);
        });
    }
}
