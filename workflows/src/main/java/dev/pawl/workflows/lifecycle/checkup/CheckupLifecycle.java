package dev.pawl.workflows.lifecycle.checkup;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/// Is the house sound? One small piece of work through every room of it, the way that all work goes.
@WorkflowInterface
public interface CheckupLifecycle {

    String KIND = "checkup";

    @WorkflowMethod(name = KIND)
    CheckupOutcome run(CheckupRequest request);
}
