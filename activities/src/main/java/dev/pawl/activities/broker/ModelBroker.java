package dev.pawl.activities.broker;

import dev.pawl.activities.station.Folders;
import dev.pawl.activities.station.Station;
import dev.pawl.workflows.port.Failure;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.Future;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The broker of a worker: a UNIX socket for each invocation, and the real providers behind it.
@Singleton
final class ModelBroker implements Broker, AutoCloseable {

    private final Providers providers;
    private final OpenLine.Means means;
    private final Space space;
    private final Station station;
    private @Nullable EventLoopGroup threads;

    ModelBroker(Providers providers, OpenLine.Means means, ModelSettings settings, Station station) {
        this.providers = providers;
        this.means = means;
        this.space = Space.ofThisWorker(settings.largestInBytes());
        this.station = station;
    }

    @Override
    public Line open(Terms terms, Barrier barrier) throws IOException {
        Provider provider = providers.find(terms.provider()).orElseThrow(() -> unknown(terms.provider()));
        Path folder = station.scratch();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
        OpenLine line = new OpenLine(terms, provider, means, barrier, folder);
        try {
            line.open(Door.open(threads(), line.socket(), space.ofAnother(), line));
        } catch (IOException | RuntimeException failure) {
            Folders.delete(folder);
            throw failure;
        }
        return line;
    }

    private RuntimeException unknown(String name) {
        return Failure.AGENT_UNKNOWN.because(
                ("The workers know no provider of models %s; they know %s. Its name has letters and digits, and its settings"
                                + " begin with PAWL_MODEL_PROVIDERS_<NAME>_.")
                        .formatted(name, providers.names()),
                null);
    }

    /// One thread carries bytes for all lines; nothing that takes long is done there.
    private synchronized EventLoopGroup threads() {
        EventLoopGroup made = threads;
        if (made == null) {
            made = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
            threads = made;
        }
        return made;
    }

    @Override
    @PreDestroy
    public synchronized void close() {
        if (threads != null) {
            Future<?> _ = threads.shutdownGracefully(0, Duration.ofSeconds(1).toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
