package dev.pawl.worker;

import dev.pawl.activities.sandbox.Sandbox;
import dev.pawl.activities.sandbox.Sandboxes;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Repository;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Sandboxes of which only the names are there.
record Offering(Set<Level> offered) implements Sandboxes {

    Offering(Level... offered) {
        this(Set.of(offered));
    }

    @Override
    public Sandbox of(Repository repository, @Nullable Level least) {
        throw new IllegalStateException("nothing is run here");
    }

    @Override
    public Optional<String> whyNot(Level level) {
        return offered.contains(level) ? Optional.empty() : Optional.of("It is not there.");
    }
}
