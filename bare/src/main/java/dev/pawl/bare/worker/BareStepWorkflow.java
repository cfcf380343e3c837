package dev.pawl.bare.worker;

import io.temporal.activity.ActivityOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;

/// Asks, and does nothing with the answers.
public final class BareStepWorkflow implements BareStep {

    @Override
    public String run(int times, String queue) {
        BareWork work = Workflow.newActivityStub(
                BareWork.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(queue)
                        .setStartToCloseTimeout(Duration.ofMinutes(1))
                        .build());
        String answer = "";
        for (int time = 0; time < times; time++) {
            answer = work.work("work");
        }
        return answer;
    }
}
