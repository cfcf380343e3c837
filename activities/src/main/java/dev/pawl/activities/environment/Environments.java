package dev.pawl.activities.environment;

import dev.pawl.activities.repository.UnfitException;
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

    /// What trees of this workspace's base need, by what that base says.
    public Ready of(String tenant, Workspace workspace) throws IOException, InterruptedException, UnfitException {
        Optional<Recipe> recipe = recipes.of(tenant, workspace);
        return recipe.isPresent() ? of(tenant, recipe.get()) : Ready.NOTHING;
    }

    private Ready of(String tenant, Recipe recipe) throws IOException, InterruptedException, UnfitException {
        Cache.Place place = cache.enter(recipe.digest());
        boolean entered = false;
        try {
            Path made = made(tenant, recipe, place);
            entered = true;
            return new Visit(cache, place, made, recipe);
        } finally {
            if (!entered) {
                cache.leave(place);
            }
        }
    }

    private Path made(String tenant, Recipe recipe, Cache.Place place)
            throws IOException, InterruptedException, UnfitException {
        place.changing().lockInterruptibly();
        try {
            Optional<Path> there = atHand(recipe.digest());
            return there.isPresent() ? there.get() : make(tenant, recipe, place);
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
    private Path make(String tenant, Recipe recipe, Cache.Place place)
            throws IOException, InterruptedException, UnfitException {
        if (cache.isAlone(place)) {
            Folders.delete(place.folder());
        }
        Path folder =
                Files.createDirectories(place.folder().resolve(UUID.randomUUID().toString()));
        try {
            run(tenant, recipe, folder);
            made.put(recipe.digest(), new Made(folder, Seal.on(folder)));
            return folder;
        } catch (IOException | InterruptedException | UnfitException | RuntimeException e) {
            Folders.delete(folder);
            throw e;
        }
    }

    /// Registries have their moments: what fails once is tried once more, from nothing.
    private void run(String tenant, Recipe recipe, Path folder)
            throws IOException, InterruptedException, UnfitException {
        try {
            setup.run(tenant, recipe, folder);
        } catch (UnfitException failed) {
            empty(folder);
            setup.run(tenant, recipe, folder);
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
        public void close() {
            cache.leave(place);
        }
    }
}
