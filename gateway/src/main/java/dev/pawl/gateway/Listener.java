package dev.pawl.gateway;

import dev.pawl.gateway.run.Watchtower;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.server.EmbeddedServer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The port, from its opening until everybody was answered.
@Singleton
final class Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final EmbeddedServer server;
    private final Watchtower watchtower;

    Listener(EmbeddedServer server, Watchtower watchtower) {
        this.server = server;
        this.watchtower = watchtower;
    }

    void open() {
        server.start();
        LOG.atInfo().addKeyValue("address", server.getURL()).log("listening");
    }

    /// Answers what it was asked before it stops to listen. Whoever watches would never have been answered, and is sent
    /// home as soon as nobody new is let in.
    void close(Duration grace) {
        if (server instanceof GracefulShutdownCapable graceful) {
            CompletionStage<?> answered = graceful.shutdownGracefully();
            watchtower.close();
            await(answered, grace);
        }
        server.stop();
    }

    private static void await(CompletionStage<?> answered, Duration grace) {
        try {
            answered.toCompletableFuture().get(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.atWarn().setCause(e).log("some requests were not answered within the grace");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
