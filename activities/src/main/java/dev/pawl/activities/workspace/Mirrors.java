package dev.pawl.activities.workspace;

import dev.pawl.activities.station.Folders;
import dev.pawl.activities.station.Station;
import dev.pawl.store.StoreUnavailableException;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The repositories that this worker has at hand. They are a cache: evicted whole when room is needed, thrown away when
/// they are damaged.
@Singleton
final class Mirrors {

    private static final Logger LOG = LoggerFactory.getLogger(Mirrors.class);

    private final Station station;
    private final Shelf shelf;
    private final long room;
    private final Map<String, Place> places = new HashMap<>();
    private final AtomicLong clock = new AtomicLong();

    Mirrors(Station station, Shelf shelf, WorkspaceSettings settings) {
        this.station = station;
        this.shelf = shelf;
        this.room = settings.cache() << 20;
    }

    /// One repository's place in the cache, and who is there.
    private static final class Place {
        final Path folder;
        final ReentrantLock fetching = new ReentrantLock();
        int guests;
        long lastUse;

        Place(Path folder) {
            this.folder = folder;
        }
    }

    /// The right to use a mirror, which stays where it is meanwhile.
    static final class Visit implements AutoCloseable {
        private final Mirrors mirrors;
        private final Place place;
        private final Mirror mirror;

        private Visit(Mirrors mirrors, Place place, Mirror mirror) {
            this.mirrors = mirrors;
            this.place = place;
            this.mirror = mirror;
        }

        Mirror mirror() {
            return mirror;
        }

        /// One at a time changes what is there.
        ReentrantLock fetching() {
            return place.fetching;
        }

        @Override
        public void close() {
            mirror.close();
            mirrors.leave(place);
        }
    }

    /// The mirror of a repository, empty if nothing of it is at hand.
    Visit of(String tenant, String url) throws IOException {
        Place place = enter(tenant, url);
        try {
            return new Visit(this, place, Mirror.in(place.folder));
        } catch (IOException | RuntimeException e) {
            leave(place);
            throw e;
        }
    }

    /// The mirror with this workspace in it, fetched from the store if it is not at hand, and once more if what is at
    /// hand is damaged.
    Visit holding(String tenant, Workspace workspace) throws IOException {
        String url = workspace.repository().url();
        Visit visit = of(tenant, url);
        try {
            require(tenant, visit, workspace);
            return visit;
        } catch (StoreUnavailableException away) {
            visit.close();
            throw away;
        } catch (IOException | RuntimeException damaged) {
            LOG.atWarn()
                    .addKeyValue("repository", url)
                    .setCause(damaged)
                    .log("what was at hand of a repository cannot be used; it is fetched from the store anew");
            visit.close();
        }
        throwAway(tenant, url);
        Visit fresh = of(tenant, url);
        try {
            require(tenant, fresh, workspace);
            return fresh;
        } catch (IOException | RuntimeException e) {
            fresh.close();
            throw e;
        }
    }

    private void require(String tenant, Visit visit, Workspace workspace) throws IOException {
        visit.fetching().lock();
        try {
            for (String commit : new String[] {workspace.base(), workspace.commit()}) {
                if (!visit.mirror().has(commit)) {
                    shelf.fetch(tenant, workspace.repository().url(), visit.mirror(), commit);
                }
            }
            if (!visit.mirror().commit(workspace.commit()).getTree().name().equals(workspace.tree())) {
                throw new IOException(
                        "Commit %s does not hold the tree %s.".formatted(workspace.commit(), workspace.tree()));
            }
        } finally {
            visit.fetching().unlock();
        }
    }

    private synchronized void throwAway(String tenant, String url) throws IOException {
        Place place = place(tenant, url);
        if (place.guests == 0) {
            Folders.delete(place.folder);
        }
    }

    private synchronized Place enter(String tenant, String url) throws IOException {
        Place place = place(tenant, url);
        if (!Files.isDirectory(place.folder)) {
            makeRoom();
        }
        place.guests++;
        place.lastUse = clock.incrementAndGet();
        return place;
    }

    private synchronized void leave(Place place) {
        place.guests--;
    }

    private Place place(String tenant, String url) {
        return places.computeIfAbsent(
                name(tenant, url), name -> new Place(station.cache().resolve(name)));
    }

    /// Those that nobody uses go, the longest unused first; those of a life before this one before all others.
    private void makeRoom() throws IOException {
        Files.createDirectories(station.cache());
        Map<Path, Long> sizes = new HashMap<>();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(station.cache())) {
            for (Path folder : folders) {
                sizes.put(folder, size(folder));
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
                .filter(folder -> guests(folder) == 0)
                .min(Comparator.comparingLong(this::lastUse))
                .orElse(null);
    }

    private int guests(Path folder) {
        Place place = places.get(folder.getFileName().toString());
        return place == null ? 0 : place.guests;
    }

    private long lastUse(Path folder) {
        Place place = places.get(folder.getFileName().toString());
        return place == null ? 0 : place.lastUse;
    }

    static long size(Path folder) throws IOException {
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

    private static String name(String tenant, String url) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((tenant + "\n" + url).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
