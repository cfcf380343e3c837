package dev.pawl.workflows.port.probe;

import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.ledger.Moment;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.List;

/// Asks a worker to use each part that it stands on: write, read back, compare.
@ActivityInterface
public interface Probes {

    @ActivityMethod(name = "probe")
    List<Finding> probe(Moment moment, int round);

    /// A part may go away and come back, and a pool may be between two workers: only past this patience is it a
    /// finding.
    static Probes in(Queue pool, int round, Duration patience) {
        return Workflow.newActivityStub(
                Probes.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(pool.taskQueue())
                        .setScheduleToStartTimeout(patience)
                        .setStartToCloseTimeout(Duration.ofSeconds(10))
                        .setScheduleToCloseTimeout(patience.multipliedBy(2))
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofMillis(500))
                                .setMaximumInterval(Duration.ofSeconds(5))
                                .build())
                        .setSummary("probe " + pool.taskQueue() + ", round " + round)
                        .build());
    }
}
