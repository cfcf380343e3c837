package dev.pawl.workflows;

import dev.pawl.workflows.lifecycle.bugfix.BugFixWorkflow;
import dev.pawl.workflows.lifecycle.checkup.CheckupWorkflow;
import java.util.List;

/// The table of contents: every story there is.
public final class Lifecycles {

    /// What a worker of the control queue carries out.
    public static final List<Class<?>> ALL = List.of(BugFixWorkflow.class, CheckupWorkflow.class);

    private Lifecycles() {}
}
