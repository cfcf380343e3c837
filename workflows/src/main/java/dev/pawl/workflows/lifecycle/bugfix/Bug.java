package dev.pawl.workflows.lifecycle.bugfix;

import dev.pawl.workflows.port.gate.Baseline;
import dev.pawl.workflows.port.workspace.Opened;
import dev.pawl.workflows.port.workspace.Workspace;
import java.util.List;

/// A bug that is shown by tests which fail.
///
/// @param opened where the work began
/// @param shown the tree that holds those tests
/// @param tests their ids
record Bug(Opened.Ready opened, Workspace shown, Baseline.Measured baseline, List<String> tests) {

    Bug {
        tests = List.copyOf(tests);
    }
}
