package dev.pawl.local.temporal;

import dev.pawl.local.home.Checkout;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.PrivateFiles;
import dev.pawl.local.home.Versions;
import dev.pawl.local.log.HouseLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;

/// Finds Temporal's tool: on the PATH, among the tools, in the official download; else builds it with Go.
public final class TemporalTool {

    private final Home home;
    private final Checkout checkout;
    private final Map<String, String> environment;
    private final HouseLog log;

    public TemporalTool(Home home, Checkout checkout, Map<String, String> environment, HouseLog log) {
        this.home = home;
        this.checkout = checkout;
        this.environment = environment;
        this.log = log;
    }

    /// The tool to use with the house's data, or nothing when none can be had here.
    public Optional<TemporalBinary> find() throws InterruptedException {
        Optional<String> writtenBy = new DataFile(home.temporal()).writtenBy();
        Optional<TemporalBinary> onPath =
                onPath().filter(binary -> writtenBy.isEmpty() || writtenBy.get().equals(binary.serverVersion()));
        return onPath.isPresent() ? onPath : pinned();
    }

    private Optional<TemporalBinary> pinned() throws InterruptedException {
        Path place = place();
        if (Files.isExecutable(place)) {
            return TemporalBinary.at(place);
        }
        PrivateFiles.folder(home.tools());
        PrivateFiles.folder(place.resolveSibling("."));
        try (FileChannel channel = FileChannel.open(
                        home.tools().resolve("temporal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = waitFor(channel)) {
            return lock.isValid() && Files.isExecutable(place) ? TemporalBinary.at(place) : get(place);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private FileLock waitFor(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock != null) {
            return lock;
        }
        log.say("  Another Pawl is getting Temporal at this moment; waiting for it.");
        return channel.lock();
    }

    private Optional<TemporalBinary> get(Path place) throws InterruptedException {
        boolean isThere = new TemporalDownload(environment, log).fetch(place)
                || new TemporalBuild(checkout.temporalModule(), home.tools(), environment, log).build(place);
        return isThere ? TemporalBinary.at(place) : Optional.empty();
    }

    private Optional<TemporalBinary> onPath() throws InterruptedException {
        for (Path candidate : new SearchPath(environment).all("temporal")) {
            Optional<TemporalBinary> binary =
                    TemporalBinary.at(candidate).filter(found -> found.isAtLeast(Versions.temporal()));
            if (binary.isPresent()) {
                return binary;
            }
        }
        return Optional.empty();
    }

    private Path place() {
        return home.tools().resolve("temporal-" + Versions.temporal()).resolve("temporal");
    }
}
