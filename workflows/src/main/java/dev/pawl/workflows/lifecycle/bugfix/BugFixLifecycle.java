package dev.pawl.workflows.lifecycle.bugfix;

import dev.pawl.workflows.port.decision.Decision;
import io.temporal.workflow.UpdateMethod;
import io.temporal.workflow.UpdateValidatorMethod;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/// A bug, from a report to a delivered fix: shown by a test that fails, mended until it passes, proved by running both.
@WorkflowInterface
public interface BugFixLifecycle {

    String KIND = "bugfix";

    @WorkflowMethod(name = KIND)
    BugFixOutcome run(BugFixRequest request);

    /// A person answers what the run waits for.
    @UpdateMethod(name = "decide")
    void decide(Decision decision);

    @UpdateValidatorMethod(updateName = "decide")
    void check(Decision decision);
}
