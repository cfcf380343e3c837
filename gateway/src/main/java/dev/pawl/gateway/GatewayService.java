package dev.pawl.gateway;

import dev.pawl.gateway.access.BootstrapKey;
import dev.pawl.gateway.codec.LocalDoor;
import dev.pawl.gateway.outbox.Courier;
import dev.pawl.program.Service;
import dev.pawl.store.schema.SchemaVersion;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Listens, and starts what it accepted. It opens without Temporal and without the object store: what is asked for is
/// stored, and started when Temporal is back.
@Singleton
final class GatewayService implements Service {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayService.class);

    private final SchemaVersion schema;
    private final BootstrapKey bootstrapKey;
    private final EmbeddedServer server;
    private final Courier courier;
    private final LocalDoor door;

    GatewayService(
            SchemaVersion schema, BootstrapKey bootstrapKey, EmbeddedServer server, Courier courier, LocalDoor door) {
        this.schema = schema;
        this.bootstrapKey = bootstrapKey;
        this.server = server;
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
        server.start();
        LOG.atInfo().addKeyValue("address", server.getURL()).log("listening");
    }

    /// Answers what it was asked before it stops to listen.
    @Override
    public void close(Duration grace) {
        if (server instanceof GracefulShutdownCapable graceful) {
            try {
                graceful.shutdownGracefully().toCompletableFuture().get(grace.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException | TimeoutException e) {
                LOG.atWarn().setCause(e).log("some requests were not answered within the grace");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        server.stop();
        courier.close();
    }
}
