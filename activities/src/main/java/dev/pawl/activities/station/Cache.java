package dev.pawl.activities.station;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Folders that can be made again: evicted whole when room is needed, and never while somebody is there.
public final class Cache {

    /// What is there grows while it is used, so it is looked at now and then too.
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(10);

    private final Path folder;
    private final long room;
    private final Map<String, Place> places = new HashMap<>();
    private final AtomicLong clock = new AtomicLong();
    private final LongSupplier nanoTime;
    private long lastLook;

    /// @param room how many bytes there may be before something goes
    public Cache(Path folder, long room) {
        this(folder, room, System::nanoTime);
    }

    Cache(Path folder, long room, LongSupplier nanoTime) {
        this.folder = folder;
        this.room = room;
        this.nanoTime = nanoTime;
        this.lastLook = nanoTime.getAsLong();
    }

    /// One folder, and who is there.
    public static final class Place {

        private final Path folder;
        private final ReentrantLock changing = new ReentrantLock();
        private int guests;
        private long lastUse;

        private Place(Path folder) {
            this.folder = folder;
        }

        public Path folder() {
            return folder;
        }

        /// One at a time changes what is there.
        public ReentrantLock changing() {
            return changing;
        }
    }

    /// Goes into the folder of that name, which stays where it is until the guest leaves. It may not be there yet.
    public synchronized Place enter(String name) throws IOException {
        Place place = place(name);
        if (!Files.isDirectory(place.folder) || nanoTime.getAsLong() - lastLook > BETWEEN_LOOKS.toNanos()) {
            makeRoom();
        }
        place.guests++;
        place.lastUse = clock.incrementAndGet();
        return place;
    }

    public synchronized void leave(Place place) {
        place.guests--;
    }

    public synchronized boolean isAlone(Place place) {
        return place.guests == 1;
    }

    /// Takes the folder away unless somebody is there.
    public synchronized void throwAway(String name) throws IOException {
        Place place = place(name);
        if (place.guests == 0) {
            Folders.delete(place.folder);
        }
    }

    /// A name that no other parts give.
    public static String name(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private Place place(String name) {
        return places.computeIfAbsent(name, _ -> new Place(folder.resolve(name)));
    }

    /// Those that nobody uses go, the longest unused first; those of a life before this one before all others.
    private void makeRoom() throws IOException {
        lastLook = nanoTime.getAsLong();
        Files.createDirectories(folder);
        Map<Path, Long> sizes = new HashMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(folder)) {
            for (Path one : folders) {
                sizes.put(one, size(one));
            }
        }
        long used = sizes.values().stream().mapToLong(Long::longValue).sum();
        while (used > room) {
            Path oldest = oldestUnused(sizes);
            if (oldest == null) {
                return;
            }
            Folders.delete(oldest);
            used -= sizes.getOrDefault(oldest, 0L);
            sizes.remove(oldest);
        }
    }

    private @Nullable Path oldestUnused(Map<Path, Long> sizes) {
        return sizes.keySet().stream()
                .filter(one -> guests(one) == 0)
                .min(Comparator.comparingLong(this::lastUse))
                .orElse(null);
    }

    private int guests(Path one) {
        Place place = places.get(one.getFileName().toString());
        return place == null ? 0 : place.guests;
    }

    private long lastUse(Path one) {
        Place place = places.get(one.getFileName().toString());
        return place == null ? 0 : place.lastUse;
    }

    /// How many bytes the files below a folder have.
    public static long size(Path folder) throws IOException {
        AtomicLong size = new AtomicLong();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                size.addAndGet(attributes.size());
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }
        });
        return size.get();
    }
}
