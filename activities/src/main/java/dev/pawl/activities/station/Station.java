package dev.pawl.activities.station;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The place of one worker on its machine: a numbered folder that it holds locked while it lives. What a dead worker
/// left in such a place, programs and working copies, is taken away by the next one; what it had cached is used on.
@Singleton
public final class Station implements AutoCloseable {

    /// Stands in the environment of every program that is started here, and of what those start.
    public static final String MARK = "PAWL_STATION";

    private static final Logger LOG = LoggerFactory.getLogger(Station.class);

    /// The places that workers of this JVM hold. Their locks are not even tried: when a process closes a file, the
    /// system takes all of its locks on that file away, and the place of a living worker would look deserted.
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path place;
    private final Path folder;
    private final FileChannel lock;

    public Station(StationSettings settings) {
        requireNamesInUtf8();
        place = settings.place();
        try {
            Files.createDirectories(place);
            Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
            for (int number = 0; ; number++) {
                Path tried = place.resolve(Integer.toString(number));
                FileChannel held = hold(Files.createDirectories(tried));
                if (held != null) {
                    folder = tried;
                    lock = held;
                    break;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The folder %s cannot be used: %s. Name another one in PAWL_STATION_FOLDER."
                            .formatted(place, e.getMessage()),
                    e);
        }
        tidy(folder);
        tidyOthers();
    }

    /// Where this worker and its neighbours have all that they keep on this machine.
    public Path place() {
        return place;
    }

    /// A folder for as long as one piece of work takes; whoever asked for it takes it away.
    public Path scratch() throws IOException {
        return Files.createDirectories(
                scratchOf(folder).resolve(UUID.randomUUID().toString()));
    }

    /// The folder of the piece of work that this one belongs to, without links; none if many may be at work there.
    public Optional<Path> workAt(Path place) throws IOException {
        Path scratch = scratchOf(folder);
        if (!place.startsWith(scratch) || place.equals(scratch)) {
            return Optional.empty();
        }
        return Optional.of(
                scratch.toRealPath().resolve(scratch.relativize(place).getName(0)));
    }

    /// Where copies of what is kept elsewhere may lie for as long as there is room.
    public Path cache(String kind) {
        return folder.resolve("cache").resolve(kind);
    }

    /// A mark for one program: with it, all that comes of the program is found again.
    public String mark() {
        return marksOf(folder) + UUID.randomUUID();
    }

    @Override
    @PreDestroy
    public void close() {
        tidy(folder);
        try {
            release(folder, lock);
        } catch (IOException e) {
            warn(folder, e);
        }
    }

    /// What cannot be taken away takes room, and keeps no worker from its work.
    private static void tidy(Path station) {
        try {
            sweep(station);
        } catch (IOException e) {
            warn(station, e);
        }
    }

    private void tidyOthers() {
        for (int number = 0; Files.isDirectory(place.resolve(Integer.toString(number))); number++) {
            Path other = place.resolve(Integer.toString(number));
            try {
                FileChannel held = hold(other);
                if (held != null) {
                    tidy(other);
                    release(other, held);
                }
            } catch (IOException e) {
                warn(other, e);
            }
        }
    }

    private static void warn(Path station, IOException e) {
        LOG.atWarn()
                .addKeyValue("station", station)
                .setCause(e)
                .log("a worker's place could not be tidied up; the next start of a worker here does it");
    }

    private static void sweep(Path station) throws IOException {
        int ended = Programs.markedWith(marksOf(station), scratchOf(station.toRealPath()))
                .end();
        if (ended > 0) {
            LOG.atWarn()
                    .addKeyValue("station", station)
                    .addKeyValue("programs", ended)
                    .log("ended what a worker left running");
        }
        Folders.delete(scratchOf(station));
    }

    private static Path scratchOf(Path station) {
        return station.resolve("scratch");
    }

    private static String marksOf(Path station) {
        return station + "#";
    }

    private static @Nullable FileChannel hold(Path station) throws IOException {
        if (!HELD.add(station.toRealPath())) {
            return null;
        }
        FileChannel channel =
                FileChannel.open(station.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            release(station, channel);
            return null;
        }
        return channel;
    }

    private static void release(Path station, FileChannel lock) throws IOException {
        lock.close();
        HELD.remove(station.toRealPath());
    }

    /// A JVM that was started in the POSIX locale cannot name every file.
    private static void requireNamesInUtf8() {
        String encoding = System.getProperty("sun.jnu.encoding", "");
        if (!encoding.equalsIgnoreCase("UTF-8")) {
            throw new IllegalStateException(
                    "This JVM names files in %s, so that it could not read every repository. ".formatted(encoding)
                            + "Start it with LC_ALL=C.UTF-8.");
        }
    }
}
