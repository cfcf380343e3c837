package dev.pawl.activities.sandbox;

import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Origins;
import dev.pawl.workflows.port.workspace.Repository;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.nio.file.Path;
import java.util.List;

/// How agents, gates and setups are shut in on a worker.
///
/// @param trusted addresses of repositories, and what lies below them, that may be worked on without a sandbox
/// @param levels which levels this worker may use at all
/// @param readable folders and files beside the system's own that every program may read
/// @param users the numbers of users that a worker which is root gives its programs, one each: first-last
@ConfigurationProperties("pawl.sandbox")
public record SandboxSettings(
        @Bindable(defaultValue = "") List<String> trusted,
        @Bindable(defaultValue = "none,bubblewrap") List<Level> levels,
        @Bindable(defaultValue = "") List<Path> readable,
        @Bindable(defaultValue = "210000-210999") String users) {

    public SandboxSettings {
        trusted = trusted.stream().filter(prefix -> !prefix.isBlank()).toList();
        levels = List.copyOf(levels);
        readable = readable.stream().filter(path -> !path.toString().isBlank()).toList();
    }

    /// How well the programs of this repository must be shut in, whoever asks.
    public Level least(Repository repository) {
        return trusts(repository) ? Level.NONE : Level.BUBBLEWRAP;
    }

    /// Whether the operator trusts all that is in it, so that it may be worked on without a sandbox.
    public boolean trusts(Repository repository) {
        return levels.contains(Level.NONE) && Origins.isTrusted(repository.url(), trusted);
    }
}
