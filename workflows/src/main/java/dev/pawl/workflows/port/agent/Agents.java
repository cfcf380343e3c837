package dev.pawl.workflows.port.agent;

import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.sandbox.Level;
import io.temporal.activity.ActivityCancellationType;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityMethod;
import io.temporal.activity.ActivityOptions;
import io.temporal.common.RetryOptions;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Puts agents to work. A worker that dies is replaced by the next one, which goes on from the last checkpoint.
@ActivityInterface
public interface Agents {

    /// What may pass before an agent begins and after it ended: its tree is made ready, and kept.
    Duration AROUND = Duration.ofHours(3);

    @ActivityMethod(name = "agent.work")
    Work work(Moment moment, Assignment assignment);

    /// An agent may work for hours, but its worker never goes this long without a heartbeat. How often an agent may
    /// crash is counted in its row, not by attempts: a worker's death is none of its doing, and was waited for long
    /// enough. So the next attempt comes at once, and the pause stays short, however many workers died.
    ///
    /// @param least how well the agent must be shut in: no worker is asked that offers less
    static Agents on(String summary, Duration longest, Duration heartbeat, @Nullable Level least) {
        return Workflow.newActivityStub(
                Agents.class,
                ActivityOptions.newBuilder()
                        .setTaskQueue(Queue.AGENTS.taskQueue(least))
                        .setStartToCloseTimeout(longest.plus(AROUND))
                        .setHeartbeatTimeout(heartbeat)
                        .setCancellationType(ActivityCancellationType.WAIT_CANCELLATION_COMPLETED)
                        .setRetryOptions(RetryOptions.newBuilder()
                                .setInitialInterval(Duration.ofMillis(100))
                                .setMaximumInterval(Duration.ofSeconds(2))
                                .build())
                        .setSummary(summary)
                        .build());
    }
}
