package dev.pawl.local.home;

import dev.pawl.local.HouseException;
import dev.pawl.local.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/// The lock on a house: whoever holds it may start and end its parts. It falls when its holder dies.
public final class HouseLock implements AutoCloseable {

    private final FileChannel channel;
    private final Path file;
    private final Object key;

    private HouseLock(FileChannel channel, Path file) throws IOException {
        this.channel = channel;
        this.file = file;
        this.key = key(file);
    }

    /// False when somebody deleted or replaced the folder of the house under its launcher: another may be opened there.
    public boolean isStillThere() {
        try {
            return key.equals(key(file));
        } catch (IOException gone) {
            return false;
        }
    }

    private static Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    /// Takes the lock, or says who holds it and how to end that.
    public static HouseLock take(Home home) {
        return tryTake(home)
                .orElseThrow(() -> new HouseException("The house in " + home.root() + " is already open ("
                        + holder(home)
                                .map(process -> "process " + process.pid())
                                .orElse("by another process")
                        + "). Close it with ./pawl down, or choose another PAWL_HOME."));
    }

    /// Takes the lock if nobody holds it.
    public static Optional<HouseLock> tryTake(Home home) {
        try {
            FileChannel channel = PrivateFiles.channel(home.lockFile());
            if (!locked(channel)) {
                channel.close();
                return Optional.empty();
            }
            PrivateFiles.write(holderFile(home), ProcessIdentity.own().text());
            return Optional.of(new HouseLock(channel, home.lockFile()));
        } catch (IOException failure) {
            throw home.notYours(failure);
        }
    }

    /// The living process that took the lock last.
    public static Optional<ProcessIdentity> holder(Home home) {
        if (!Files.exists(holderFile(home))) {
            return Optional.empty();
        }
        return ProcessIdentity.parse(PrivateFiles.read(holderFile(home))).filter(ProcessIdentity::isAlive);
    }

    /// Not the lock file itself: closing any descriptor of a locked file would give the lock back.
    private static Path holderFile(Home home) {
        return PrivateFiles.folder(home.run()).resolve("launcher");
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }
}
