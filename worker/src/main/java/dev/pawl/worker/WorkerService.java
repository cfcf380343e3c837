package dev.pawl.worker;

import dev.pawl.program.Service;
import dev.pawl.store.schema.SchemaVersion;
import dev.pawl.temporal.client.TemporalSettings;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Polls the pools of this worker from its start to its end.
@Singleton
final class WorkerService implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerService.class);

    /// Short, so that what an activity last said of itself is not lost with its worker.
    private static final Duration BETWEEN_HEARTBEATS = Duration.ofSeconds(5);

    /// What an interrupted activity may take to end before what it stands on is closed.
    private static final Duration AFTER_GRACE = Duration.ofSeconds(3);

    private final SchemaVersion schema;
    private final WorkerSettings settings;
    private final WorkerFactory workers;

    WorkerService(
            SchemaVersion schema,
            WorkerSettings settings,
            TemporalSettings temporal,
            WorkerFactory workers,
            Pools pools) {
        this.schema = schema;
        this.settings = settings;
        this.workers = workers;
        for (String pool : settings.pools()) {
            pools.equip(pool, workers.newWorker(pool, options(pool, settings, temporal)));
        }
    }

    @Override
    public Set<String> needs() {
        return Set.of("database", "objects", "temporal");
    }

    @Override
    public void open() {
        schema.check();
        workers.start();
        LOG.atInfo().addKeyValue("pools", settings.pools()).log("polling");
    }

    @Override
    public void close(Duration grace) {
        workers.shutdown();
        workers.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
        if (!workers.isTerminated()) {
            LOG.atWarn().addKeyValue("grace", grace).log("activities were still running; their next attempt goes on");
            workers.shutdownNow();
            workers.awaitTermination(AFTER_GRACE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /// What a worker does at once in a pool, and how.
    static WorkerOptions options(String pool, WorkerSettings settings, TemporalSettings temporal) {
        return WorkerOptions.newBuilder()
                .setUsingVirtualThreads(true)
                .setMaxConcurrentActivityExecutionSize(Pools.slots(pool, settings))
                .setMaxHeartbeatThrottleInterval(BETWEEN_HEARTBEATS)
                .setStickyQueueScheduleToStartTimeout(temporal.stickyTimeout())
                .build();
    }
}
