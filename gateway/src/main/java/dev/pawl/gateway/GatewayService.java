package dev.pawl.gateway;

import dev.pawl.gateway.access.BootstrapKey;
import dev.pawl.gateway.codec.LocalDoor;
import dev.pawl.gateway.outbox.Courier;
import dev.pawl.program.Service;
import dev.pawl.store.schema.SchemaVersion;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;

/// Listens, and starts what it accepted. It opens without Temporal and without the object store: what is asked for is
/// stored, and started when Temporal is back.
@Singleton
final class GatewayService implements Service {

    private final SchemaVersion schema;
    private final BootstrapKey bootstrapKey;
    private final Listener listener;
    private final Courier courier;
    private final LocalDoor door;

    GatewayService(
            SchemaVersion schema, BootstrapKey bootstrapKey, Listener listener, Courier courier, LocalDoor door) {
        this.schema = schema;
        this.bootstrapKey = bootstrapKey;
        this.listener = listener;
        this.courier = courier;
        this.door = door;
    }

    @Override
    public Set<String> needs() {
        return Set.of("database");
    }

    @Override
    public void open() {
        door.requireLoopback();
        schema.check();
        bootstrapKey.install();
        courier.open();
        listener.open();
    }

    @Override
    public void close(Duration grace) {
        listener.close(grace);
        courier.close();
    }
}
