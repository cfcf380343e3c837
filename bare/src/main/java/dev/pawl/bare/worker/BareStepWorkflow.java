package dev.pawl.bare.worker;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/// Asks, and answers what it was answered.
public final class BareStepWorkflow implements BareStep {

    private final BareWork work = Workflow.newActivityStub(
            BareWork.class,
            ActivityOptions.newBuilder()
                    .setStartToCloseTimeout(Duration.ofMinutes(1))
                    .build());

    @Override
    public String run(String request) {
        return work.work(request);
    }
}
