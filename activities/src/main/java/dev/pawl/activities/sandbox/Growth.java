package dev.pawl.activities.sandbox;

import dev.pawl.activities.process.Plain;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks now and then how much lies in a program's folders: the more there is to look at, the less often. What cannot
/// be looked at, as it lies deeper than any path is long or is closed, counts as too much.
final class Growth {

    private static final Logger LOG = LoggerFactory.getLogger(Growth.class);

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    /// One part of the time in so many is spent on looking.
    private static final int PART = 20;

    /// What the smallest file takes on a disk.
    private static final long BLOCK = 4096;

    private static final int LONGEST_SHOWN = 200;

    private final List<Path> folders;
    private final long most;
    private @Nullable Path hidden;
    private long next = System.nanoTime() + BETWEEN_LOOKS.toNanos();

    /// @param most how many bytes there may be
    Growth(List<Path> folders, long most) {
        this.folders = List.copyOf(folders);
        this.most = most;
    }

    boolean isTooMuch() throws IOException {
        long begun = System.nanoTime();
        if (begun - next < 0) {
            return false;
        }
        boolean tooMuch = isTooMuchNow();
        long ended = System.nanoTime();
        next = ended + Math.max(BETWEEN_LOOKS.toNanos(), PART * (ended - begun));
        return tooMuch;
    }

    boolean isTooMuchNow() throws IOException {
        Sum sum = new Sum();
        for (Path folder : folders) {
            if (sum.bytes <= most) {
                Files.walkFileTree(folder, sum);
            }
        }
        return staysHidden(sum.hidden) || sum.bytes > most;
    }

    /// Programs also make and take away while this looks: only what is hidden at the next look too is so on purpose.
    private boolean staysHidden(@Nullable Path now) {
        boolean stays = hidden != null && now != null;
        hidden = now;
        if (stays) {
            LOG.atWarn()
                    .addKeyValue("place", Plain.text(String.valueOf(now), LONGEST_SHOWN))
                    .log("what a program wrote there cannot be looked at, which counts as too much");
        }
        return stays;
    }

    /// Follows no link, and stops when it knows.
    private final class Sum extends SimpleFileVisitor<Path> {

        private long bytes;
        private @Nullable Path hidden;

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return add(BLOCK);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return add(Math.max(BLOCK, attributes.size()));
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) {
            if (!(failure instanceof NoSuchFileException)) {
                hidden = file;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) {
            return failure == null ? FileVisitResult.CONTINUE : visitFileFailed(folder, failure);
        }

        private FileVisitResult add(long more) {
            bytes += more;
            return bytes > most ? FileVisitResult.TERMINATE : FileVisitResult.CONTINUE;
        }
    }
}
