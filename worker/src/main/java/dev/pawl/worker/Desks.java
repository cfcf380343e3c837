package dev.pawl.worker;

import dev.pawl.activities.sandbox.Sandboxes;
import dev.pawl.temporal.client.TemporalSettings;
import dev.pawl.workflows.port.sandbox.Level;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.CompositeTuner;
import io.temporal.worker.tuning.FixedSizeSlotSupplier;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sets a worker up for each task queue that this process polls: those of its pools, as far as its sandboxes go.
@Singleton
final class Desks {

    private static final Logger LOG = LoggerFactory.getLogger(Desks.class);

    /// Short, so that what an activity last said of itself is not lost with its worker.
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(5);

    /// A poller brings one activity at a time.
    private static final int SLOTS_OF_A_POLLER = 16;

    private final WorkerSettings settings;
    private final TemporalSettings temporal;
    private final Sandboxes sandboxes;
    private final Pools pools;

    Desks(WorkerSettings settings, TemporalSettings temporal, Sandboxes sandboxes, Pools pools) {
        this.settings = settings;
        this.temporal = temporal;
        this.sandboxes = sandboxes;
        this.pools = pools;
        settings.pools().forEach(Pools::require);
    }

    /// Returns the task queues.
    List<String> equip(WorkerFactory workers) {
        List<String> all = new ArrayList<>();
        for (String pool : settings.pools()) {
            List<String> taskQueues = Pools.taskQueues(pool, sandboxes);
            WorkerOptions options = options(pool, taskQueues.size(), settings, temporal);
            for (String taskQueue : taskQueues) {
                pools.equip(pool, workers.newWorker(taskQueue, options));
            }
            all.addAll(taskQueues);
        }
        if (Pools.runStrangers(settings.pools())) {
            sayWhatIsNotOffered();
        }
        return all;
    }

    /// Runs wait for what nobody offers, and this is where their people are sent to look.
    private void sayWhatIsNotOffered() {
        for (Level level : Level.values()) {
            sandboxes
                    .whyNot(level)
                    .ifPresent(reason -> LOG.atWarn()
                            .addKeyValue("sandbox", level.word())
                            .addKeyValue("reason", reason)
                            .log("a sandbox is not offered"));
        }
    }

    /// What is done at once in a pool, and how. Several task queues share its slots: while one of them is empty, each
    /// of its pollers waits there with a slot in its hand, so there must be two slots at least, and few pollers.
    static WorkerOptions options(String pool, int taskQueues, WorkerSettings settings, TemporalSettings temporal) {
        WorkerOptions.Builder options = WorkerOptions.newBuilder()
                .setUsingVirtualThreads(true)
                .setMaxHeartbeatThrottleInterval(BETWEEN_HEARTBEATS)
                .setStickyQueueScheduleToStartTimeout(temporal.stickyTimeout());
        int slots = Pools.slots(pool, settings);
        if (taskQueues <= 1) {
            return options.setMaxConcurrentActivityExecutionSize(slots).build();
        }
        return options.setWorkerTuner(new CompositeTuner(
                        new FixedSizeSlotSupplier<>(1),
                        new FixedSizeSlotSupplier<>(Math.max(slots, taskQueues)),
                        new FixedSizeSlotSupplier<>(1),
                        new FixedSizeSlotSupplier<>(1)))
                .setMaxConcurrentActivityTaskPollers(Math.max(1, slots / SLOTS_OF_A_POLLER))
                .build();
    }
}
