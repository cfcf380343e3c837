package dev.pawl.activities.sandbox;

import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Repository;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The sandboxes that this worker has proved at its start.
public interface Sandboxes {

    /// Where the repository's programs are run: in the open if the operator trusts it and the run asks for nothing
    /// better, and in a sandbox otherwise.
    ///
    /// @param least what the run asks for at least; absent, what the settings say of the repository
    Sandbox of(Repository repository, @Nullable Level least);

    /// Which levels this worker can give to some repository.
    Set<Level> offered();

    /// Why this worker does not offer the level, and what to do about it; empty where it does.
    Optional<String> whyNot(Level level);
}
