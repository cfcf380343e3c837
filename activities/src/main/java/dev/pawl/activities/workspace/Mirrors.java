package dev.pawl.activities.workspace;

import dev.pawl.activities.station.Cache;
import dev.pawl.activities.station.Cache.Place;
import dev.pawl.activities.station.Folders;
import dev.pawl.activities.station.Station;
import dev.pawl.store.StoreUnavailableException;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The repositories that this worker has at hand. They are a cache: evicted whole when room is needed, thrown away when
/// they are damaged.
@Singleton
final class Mirrors {

    private static final Logger LOG = LoggerFactory.getLogger(Mirrors.class);
    private static final String DAMAGED = "what was at hand of a repository cannot be used; it is fetched anew";

    private final Station station;
    private final Shelf shelf;
    private final Cache cache;

    Mirrors(Station station, Shelf shelf, WorkspaceSettings settings) {
        this.station = station;
        this.shelf = shelf;
        this.cache = new Cache(station.cache("repositories"), settings.cache() << 20);
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
            return place.changing();
        }

        @Override
        public void close() {
            mirror.close();
            mirrors.cache.leave(place);
        }
    }

    /// Something that is done to a mirror by one at a time.
    @FunctionalInterface
    interface Change<T> {
        T to(Mirror mirror) throws IOException, InterruptedException;
    }

    /// Changes the mirror of a repository; and does it once more, on a new one, if what is at hand is damaged.
    <T> T change(String tenant, String url, Change<T> change) throws IOException, InterruptedException {
        try (Visit visit = of(tenant, url)) {
            T done = changed(visit, change);
            if (visit.mirror().isSound()) {
                return done;
            }
            LOG.atWarn().addKeyValue("repository", url).log(DAMAGED);
        } catch (StoreUnavailableException | InterruptedIOException | ClosedByInterruptException stop) {
            throw stop;
        } catch (IOException | RuntimeException damaged) {
            LOG.atWarn().addKeyValue("repository", url).setCause(damaged).log(DAMAGED);
        }
        cache.throwAway(Cache.name(tenant, url));
        try (Visit fresh = of(tenant, url)) {
            return changed(fresh, change);
        }
    }

    private static <T> T changed(Visit visit, Change<T> change) throws IOException, InterruptedException {
        visit.fetching().lockInterruptibly();
        try {
            visit.mirror().takeLocksAway();
            return change.to(visit.mirror());
        } finally {
            visit.fetching().unlock();
        }
    }

    /// The mirror of a repository, empty if nothing of it is at hand.
    Visit of(String tenant, String url) throws IOException {
        Place place = cache.enter(Cache.name(tenant, url));
        try {
            return new Visit(this, place, mirror(place));
        } catch (IOException | RuntimeException e) {
            cache.leave(place);
            throw e;
        }
    }

    private Mirror mirror(Place place) throws IOException {
        if (!Mirror.isIn(place.folder())) {
            lock(place.changing());
            try {
                if (!Mirror.isIn(place.folder())) {
                    make(place.folder());
                }
            } finally {
                place.changing().unlock();
            }
        }
        return Mirror.in(place.folder());
    }

    /// Elsewhere, and moved there whole: nobody ever finds half of one.
    private void make(Path folder) throws IOException {
        Path scratch = station.scratch();
        try {
            Path made = scratch.resolve("mirror");
            Mirror.make(made);
            Folders.delete(folder);
            Files.move(made, folder, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Folders.delete(scratch);
        }
    }

    /// Whoever is to stop does not wait until somebody else's fetch is over.
    private static void lock(ReentrantLock lock) throws InterruptedIOException {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while another one fetched");
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
        } catch (StoreUnavailableException | InterruptedIOException | ClosedByInterruptException stop) {
            visit.close();
            throw stop;
        } catch (IOException | RuntimeException damaged) {
            LOG.atWarn().addKeyValue("repository", url).setCause(damaged).log(DAMAGED);
            visit.close();
        }
        cache.throwAway(Cache.name(tenant, url));
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
        Mirror mirror = visit.mirror();
        for (String commit : List.of(workspace.base(), workspace.commit())) {
            if (!mirror.has(commit)) {
                fetch(tenant, visit, workspace.repository().url(), commit);
            }
        }
        if (!mirror.commit(workspace.commit()).getTree().name().equals(workspace.tree())) {
            throw new IOException(
                    "Commit %s does not hold the tree %s.".formatted(workspace.commit(), workspace.tree()));
        }
    }

    private void fetch(String tenant, Visit visit, String url, String commit) throws IOException {
        lock(visit.fetching());
        try {
            if (!visit.mirror().has(commit)) {
                shelf.fetch(tenant, url, visit.mirror(), commit);
            }
        } finally {
            visit.fetching().unlock();
        }
    }
}
