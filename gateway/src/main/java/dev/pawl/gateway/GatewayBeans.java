package dev.pawl.gateway;

import dev.pawl.gateway.outbox.Courier;
import dev.pawl.program.vital.VitalSign;
import dev.pawl.store.blob.BlobKeys;
import dev.pawl.store.blob.ObjectStore;
import dev.pawl.store.database.Database;
import dev.pawl.temporal.client.TemporalConnection;
import dev.pawl.temporal.key.Keyring;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/// Joins the rooms that do not know each other, as the worker's does.
@Factory
final class GatewayBeans {

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

    @Singleton
    VitalSign outbox(Courier courier) {
        return VitalSign.of("outbox", courier::check);
    }
}
