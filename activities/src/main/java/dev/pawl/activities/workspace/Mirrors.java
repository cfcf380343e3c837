package dev.pawl.activities.workspace;

import dev.pawl.activities.station.Cache;
import dev.pawl.activities.station.Cache.Place;
import dev.pawl.activities.station.Station;
import dev.pawl.store.StoreUnavailableException;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The repositories that this worker has at hand. They are a cache: evicted whole when room is needed, thrown away when
/// they are damaged.
@Singleton
final class Mirrors {

    private static final Logger LOG = LoggerFactory.getLogger(Mirrors.class);

    private final Shelf shelf;
    private final Cache cache;

    Mirrors(Station station, Shelf shelf, WorkspaceSettings settings) {
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

    /// The mirror of a repository, empty if nothing of it is at hand.
    Visit of(String tenant, String url) throws IOException {
        Place place = cache.enter(Cache.name(tenant, url));
        try {
            return new Visit(this, place, Mirror.in(place.folder()));
        } catch (IOException | RuntimeException e) {
            cache.leave(place);
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
}
