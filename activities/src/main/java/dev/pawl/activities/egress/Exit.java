package dev.pawl.activities.egress;

import dev.pawl.activities.station.Folders;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The way out for one piece of work: an HTTP proxy on a UNIX socket. Closed, nothing of it is left.
final class Exit implements AutoCloseable {

    static final String SOCKET = "exit";

    private static final Logger LOG = LoggerFactory.getLogger(Exit.class);
    private static final int MOST_DENIALS = 100;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final Path folder;
    private final ServerSocketChannel door;
    private final Allow allow;
    private final Denials denials;
    private final Limits limits;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Crossing> crossings = ConcurrentHashMap.newKeySet();
    private final Set<Target> denied = new HashSet<>();
    private final AtomicLong carried = new AtomicLong();
    private boolean closed;

    private Exit(Path folder, ServerSocketChannel door, Allow allow, Denials denials, Limits limits) {
        this.folder = folder;
        this.door = door;
        this.allow = allow;
        this.denials = denials;
        this.limits = limits;
    }

    /// @param folder its own, which it takes away at its end
    static Exit open(Path folder, Dialer dialer, Allow allow, Denials denials, Limits limits) throws IOException {
        ServerSocketChannel door = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            Path socket = folder.resolve(SOCKET);
            door.bind(UnixDomainSocketAddress.of(socket));
            // Whoever is in the sandbox is another user; nobody else finds the folder.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-rw-rw-"));
        } catch (IOException e) {
            door.close();
            Folders.delete(folder);
            throw new IOException(
                    "No socket can be opened in %s: %s. If its name is too long, name a shorter one in PAWL_STATION_FOLDER."
                            .formatted(folder, e.getMessage()),
                    e);
        }
        Exit exit = new Exit(folder, door, allow, denials, limits);
        exit.threads.execute(() -> exit.letIn(dialer));
        exit.threads.execute(exit::hangUpOnTheSilent);
        return exit;
    }

    Path socket() {
        return folder.resolve(SOCKET);
    }

    Limits limits() {
        return limits;
    }

    void require(Target target) throws RefusedException {
        if (!allow.covers().test(target)) {
            throw RefusedException.forbidden(
                    "%s is not on the list of what may be reached: %s.".formatted(target, allow.remedy()));
        }
    }

    void count(Target target, int bytes) throws IOException {
        if (carried.addAndGet(bytes) > limits.bytes()) {
            String sentence = "More than %,d MiB were sent and fetched. The setting is PAWL_SANDBOX_EGRESS_LARGEST."
                    .formatted(limits.bytes() >> 20);
            denied(target, sentence);
            throw new IOException(sentence);
        }
    }

    /// Once for each, and nobody is told any more when the work is over.
    synchronized void denied(Target target, String why) {
        if (closed || denied.size() >= MOST_DENIALS || !denied.add(target)) {
            return;
        }
        try {
            denials.denied(target, why);
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("target", target)
                    .setCause(e)
                    .log("that a sandbox was refused a way out could not be written down");
        }
    }

    private void letIn(Dialer dialer) {
        try {
            while (true) {
                Crossing crossing = new Crossing(door.accept(), dialer, this);
                crossings.add(crossing);
                boolean tooMany = crossings.size() > limits.connections();
                threads.execute(() -> {
                    try {
                        cross(crossing, tooMany);
                    } finally {
                        crossings.remove(crossing);
                    }
                });
            }
        } catch (ClosedChannelException | RejectedExecutionException closing) {
            LOG.atTrace().log("the way out of a sandbox is closed");
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("the way out of a sandbox broke; nothing gets out any more");
        } finally {
            crossings.forEach(Crossing::close);
        }
    }

    private static void cross(Crossing crossing, boolean tooMany) {
        if (tooMany) {
            crossing.turnAway();
        } else {
            crossing.run();
        }
    }

    private void hangUpOnTheSilent() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                crossings.stream().filter(Crossing::isOverdue).forEach(Crossing::close);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (this) {
            closed = true;
        }
        try {
            door.close();
            threads.shutdownNow();
            crossings.forEach(Crossing::close);
        } finally {
            Folders.delete(folder);
        }
    }
}
