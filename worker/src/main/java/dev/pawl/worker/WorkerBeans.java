package dev.pawl.worker;

import dev.pawl.activities.sandbox.Sandboxes;
import dev.pawl.program.vital.VitalSign;
import dev.pawl.store.blob.BlobKeys;
import dev.pawl.store.blob.ObjectStore;
import dev.pawl.store.database.Database;
import dev.pawl.temporal.client.TemporalConnection;
import dev.pawl.temporal.key.Keyring;
import dev.pawl.temporal.trace.ActivityTraces;
import dev.pawl.workflows.port.sandbox.Level;
import io.micronaut.context.annotation.Factory;
import io.opentelemetry.api.trace.Tracer;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import jakarta.inject.Singleton;

/// Joins the rooms that do not know each other: blobs are sealed with the keys of history, and what a worker stands on
/// is what it is asked about.
@Factory
final class WorkerBeans {

    @Singleton
    BlobKeys blobKeys(Keyring keyring) {
        return new BlobKeys(keyring.current(), keyring.keys());
    }

    @Singleton
    VitalSign database(Database database) {
        return VitalSign.of("database", database::ping);
    }

    @Singleton
    VitalSign objects(ObjectStore objects) {
        return VitalSign.of("objects", objects::ping);
    }

    @Singleton
    VitalSign temporal(TemporalConnection temporal) {
        return VitalSign.of("temporal", temporal::ping);
    }

    /// A worker that offers less than the best sandbox works on, and says why.
    @Singleton
    VitalSign sandbox(WorkerSettings settings, Sandboxes sandboxes) {
        return VitalSign.of("sandbox", () -> {
            if (Pools.runStrangers(settings.pools())) {
                sandboxes.whyNot(Level.BUBBLEWRAP).ifPresent(reason -> {
                    throw new IllegalStateException(reason);
                });
            }
        });
    }

    @Singleton
    WorkerFactory workers(WorkflowClient client, WorkerSettings settings, Tracer tracer) {
        return WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .setWorkflowCacheSize(settings.cachedRuns())
                        .setWorkerInterceptors(new ActivityTraces(tracer))
                        .build());
    }
}
