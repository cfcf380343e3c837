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
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What setups made, at hand on this worker: made once for all trees with the same recipe, and made anew when somebody
/// wrote into it.
@Singleton
public final class Environments {

    private static final Logger LOG = LoggerFactory.getLogger(Environments.class);
    private static final String SEAL = "seal";

    private final Recipes recipes;
    private final Setup setup;
    private final Cache cache;

    Environments(Recipes recipes, Setup setup, Station station, EnvironmentSettings settings) {
        this.recipes = recipes;
        this.setup = setup;
        this.cache = new Cache(station.cache("environments"), settings.cache() << 20);
    }

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
            Optional<Path> there = atHand(place.folder());
            return there.isPresent() ? there.get() : make(tenant, recipe, place);
        } finally {
            place.changing().unlock();
        }
    }

    /// What is there, unless somebody wrote into it.
    private static Optional<Path> atHand(Path folder) throws IOException {
        Path seal = folder.resolve(SEAL);
        if (!Files.exists(seal)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(seal);
        Path made = folder.resolve(lines.getFirst());
        if (Seal.isUnbroken(made, lines.getLast())) {
            return Optional.of(made);
        }
        LOG.atWarn().addKeyValue("folder", made).log("something wrote into what a setup had made; it is made anew");
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
        } catch (IOException | InterruptedException | UnfitException | RuntimeException e) {
            Folders.delete(folder);
            throw e;
        }
        Path written = place.folder().resolve(SEAL + ".new");
        Files.write(written, List.of(folder.getFileName().toString(), Seal.on(folder)));
        Files.move(written, place.folder().resolve(SEAL), StandardCopyOption.ATOMIC_MOVE);
        return folder;
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
