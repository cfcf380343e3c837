package dev.pawl.activities.environment;

import dev.pawl.activities.egress.Hosts;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.sandbox.Sandbox;
import dev.pawl.activities.station.Cache;
import dev.pawl.activities.station.Folders;
import dev.pawl.activities.station.Station;
import dev.pawl.activities.workspace.Checkout;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What setups made, at hand on this worker: made once for all trees with the same recipe, and made anew when somebody
/// wrote into it.
@Singleton
public final class Environments {

    private static final Logger LOG = LoggerFactory.getLogger(Environments.class);

    private final Recipes recipes;
    private final Setup setup;
    private final Cache cache;
    private final Map<String, Made> made = new ConcurrentHashMap<>();

    Environments(Recipes recipes, Setup setup, Station station, EnvironmentSettings settings) {
        this.recipes = recipes;
        this.setup = setup;
        this.cache = new Cache(station.cache("environments"), settings.cache() << 20);
    }

    /// What is on the disk says nothing of itself: whoever can write there can write that too. So the seal is kept in
    /// memory, and a new worker makes anew what an old one had.
    private record Made(Path folder, String seal) {}

    /// What is to be made, for whom and where.
    private record Order(String tenant, Recipe recipe, Sandbox sandbox) {}

    /// What trees of this workspace's base need, by what that base says.
    ///
    /// @param sandbox where they are used, and made
    public Ready of(String tenant, Workspace workspace, Sandbox sandbox)
            throws IOException, InterruptedException, UnfitException {
        Optional<Recipe> recipe = recipes.of(tenant, workspace, sandbox.level());
        if (recipe.isPresent()) {
            return of(new Order(tenant, recipe.get(), sandbox));
        }
        Hosts network = recipes.network(tenant, workspace);
        return network.isEmpty() ? Ready.NOTHING : new NothingMade(network);
    }

    private Ready of(Order order) throws IOException, InterruptedException, UnfitException {
        Cache.Place place = cache.enter(order.recipe.digest());
        boolean entered = false;
        try {
            Path made = made(order, place);
            entered = true;
            return new Visit(cache, place, made, order.recipe);
        } finally {
            if (!entered) {
                cache.leave(place);
            }
        }
    }

    private Path made(Order order, Cache.Place place) throws IOException, InterruptedException, UnfitException {
        place.changing().lockInterruptibly();
        try {
            Optional<Path> there = atHand(order.recipe.digest());
            return there.isPresent() ? there.get() : make(order, place);
        } finally {
            place.changing().unlock();
        }
    }

    /// What is there, unless somebody wrote into it.
    private Optional<Path> atHand(String name) throws IOException {
        Made there = made.get(name);
        if (there == null) {
            return Optional.empty();
        }
        if (Seal.isUnbroken(there.folder(), there.seal())) {
            return Optional.of(there.folder());
        }
        LOG.atWarn()
                .addKeyValue("folder", there.folder())
                .log("what a setup had made is gone, or something wrote into it; it is made anew");
        return Optional.empty();
    }

    /// Beside what was there before, with which others may still be at work.
    private Path make(Order order, Cache.Place place) throws IOException, InterruptedException, UnfitException {
        if (cache.isAlone(place)) {
            Folders.delete(place.folder());
        }
        Path folder =
                Files.createDirectories(place.folder().resolve(UUID.randomUUID().toString()));
        try {
            run(order, folder);
            made.put(order.recipe.digest(), new Made(folder, Seal.on(folder)));
            return folder;
        } catch (IOException | InterruptedException | UnfitException | RuntimeException e) {
            Folders.delete(folder);
            throw e;
        }
    }

    /// Registries have their moments: what fails once is tried once more, from nothing.
    private void run(Order order, Path folder) throws IOException, InterruptedException, UnfitException {
        try {
            setup.run(order.tenant, order.recipe, folder, order.sandbox);
        } catch (UnfitException failed) {
            empty(folder);
            setup.run(order.tenant, order.recipe, folder, order.sandbox);
        }
    }

    private static void empty(Path folder) throws IOException {
        try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
            for (Path one : left) {
                Folders.delete(one);
            }
        }
    }

    /// Somebody at work with it.
    private record Visit(Cache cache, Cache.Place place, Path folder, Recipe recipe) implements Ready {

        @Override
        public void into(Map<String, String> environment) {
            Variables.into(environment, folder, recipe.environment());
        }

        @Override
        public void layInto(Checkout checkout) throws IOException {
            for (Map.Entry<String, String> link : recipe.links().entrySet()) {
                checkout.link(link.getKey(), folder.resolve(link.getValue()));
            }
        }

        @Override
        public Hosts network() {
            return recipe.network();
        }

        @Override
        public List<Path> readable() {
            return List.of(folder);
        }

        @Override
        public void close() {
            cache.leave(place);
        }
    }

    /// There is no setup, and something is to be reached all the same.
    private record NothingMade(Hosts network) implements Ready {

        @Override
        public void into(Map<String, String> environment) {}

        @Override
        public void layInto(Checkout checkout) {}

        @Override
        public List<Path> readable() {
            return List.of();
        }

        @Override
        public void close() {}
    }
}
