package dev.pawl.bare.worker;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/// A workflow that asks for one activity.
@WorkflowInterface
public interface BareStep {

    @WorkflowMethod(name = "bare-step")
    String run(String request);
}
