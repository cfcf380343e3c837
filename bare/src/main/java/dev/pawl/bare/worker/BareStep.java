package dev.pawl.bare.worker;

import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;

/// A workflow that asks for one activity after the other.
@WorkflowInterface
public interface BareStep {

    /// Asks so often.
    ///
    /// @param times how often it asks
    /// @param queue whom it asks
    @WorkflowMethod(name = "bare-step")
    String run(int times, String queue);
}
