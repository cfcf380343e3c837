package dev.pawl.worker;

import dev.pawl.program.Service;
import dev.pawl.store.schema.SchemaVersion;
import io.temporal.worker.WorkerFactory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Polls the pools of this worker from its start to its end.
@Singleton
final class WorkerService implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerService.class);

    /// What an interrupted activity may take to end before what it stands on is closed.
    private static final Duration AFTER_GRACE = Duration.ofSeconds(3);

    private final SchemaVersion schema;
    private final WorkerSettings settings;
    private final WorkerFactory workers;
    private final Desks desks;

    WorkerService(SchemaVersion schema, WorkerSettings settings, WorkerFactory workers, Desks desks) {
        this.schema = schema;
        this.settings = settings;
        this.workers = workers;
        this.desks = desks;
    }

    @Override
    public Set<String> needs() {
        return Set.of("database", "objects", "temporal");
    }

    @Override
    public void open() {
        schema.check();
        List<String> taskQueues = desks.equip(workers);
        workers.start();
        LOG.atInfo()
                .addKeyValue("pools", settings.pools())
                .addKeyValue("queues", taskQueues)
                .log("polling");
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
}
