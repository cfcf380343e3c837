package dev.pawl.workflows.lifecycle.bugfix;

import dev.pawl.workflows.port.gate.Baseline;
import dev.pawl.workflows.port.workspace.Workspace;
import java.util.List;

/// A bug that is shown by tests which fail.
///
/// @param base where the work began
/// @param shown the tree that holds those tests
/// @param tests their ids
record Bug(Workspace base, Workspace shown, Baseline.Measured baseline, List<String> tests) {

    Bug {
        tests = List.copyOf(tests);
    }
}
