package dev.pawl.activities.workspace;

import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.workspace.Workspace;
import java.util.List;

/// What was left in a working copy.
public sealed interface Left {

    /// Another tree: it is kept.
    ///
    /// @param files how many files differ
    record Changed(Workspace workspace, int files) implements Left {}

    /// The same tree.
    record Same() implements Left {}

    /// What no tree may hold, by name: a nested repository, a device, an escape, too much.
    record Unkeepable(List<Finding> findings) implements Left {
        public Unkeepable {
            findings = List.copyOf(findings);
        }
    }
}
