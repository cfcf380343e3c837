package dev.pawl.activities.environment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.activities.egress.Hosts;
import dev.pawl.activities.environment.EnvironmentFile.Preset;
import dev.pawl.activities.process.Plain;
import dev.pawl.activities.repository.Globs;
import dev.pawl.activities.repository.RepositoryFiles;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.station.Cache;
import dev.pawl.activities.workspace.Trees;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Finds how a repository is made ready: what its base commit says in `.pawl/environment.yaml`, and where that is
/// silent, what its build files tell. Most need nothing.
@Singleton
final class Recipes {

    private static final Duration TIMEOUT = Duration.ofMinutes(20);
    private static final String NO_PRESET = "none";
    private static final int LONGEST_SHOWN = 300;

    private final RepositoryFiles files;
    private final Trees trees;
    private final EnvironmentSettings settings;
    private final List<Preset> presets = EnvironmentFile.presets();

    Recipes(RepositoryFiles files, Trees trees, EnvironmentSettings settings) {
        this.files = files;
        this.trees = trees;
        this.settings = settings;
    }

    /// @param level how well what is made is used, and made
    Optional<Recipe> of(String tenant, Workspace workspace, Level level) throws IOException, UnfitException {
        Optional<EnvironmentFile> written =
                files.read(tenant, workspace, workspace.base(), EnvironmentFile.PATH, EnvironmentFile.class);
        EnvironmentFile own = written.orElse(EnvironmentFile.SILENT);
        SortedMap<String, String> held = trees.files(tenant, workspace, workspace.base());
        Optional<Preset> preset = preset(own, held, level);
        EnvironmentFile said = preset.map(Preset::says).map(own::over).orElse(own);
        JsonNode setup = said.setup();
        if (setup == null) {
            requireSilence(said);
            return Optional.empty();
        }
        String source = preset.map(one -> "the preset " + one.name()).orElse(EnvironmentFile.PATH);
        // Who may write to one branch, or name it, shall leave nothing for those who work on another.
        String among = Cache.name(
                tenant,
                level.word(),
                workspace.repository().url(),
                workspace.repository().ref());
        return Optional.of(recipe(among, trees.base(tenant, workspace), source, said, setup, held));
    }

    /// @param among who shares what is made
    private Recipe recipe(
            String among,
            Workspace base,
            String source,
            EnvironmentFile said,
            JsonNode setup,
            SortedMap<String, String> held)
            throws UnfitException {
        List<String> line = RepositoryFiles.line("setup", setup);
        Map<String, String> links = links(Objects.requireNonNullElse(said.links(), Map.of()), held);
        Map<String, String> environment = RepositoryFiles.environment(said.environment());
        String digest = Cache.name(
                among, line.toString(), new TreeMap<>(environment).toString(), keyed(base, said.key(), held));
        return new Recipe(
                source, base, digest, line, timeout(said.timeout()), links, environment, network(said.network()));
    }

    /// What agents and tests reach, by what the base says. Many bases say it that need no setup.
    Hosts network(String tenant, Workspace workspace) throws IOException, UnfitException {
        Optional<EnvironmentFile> written =
                files.read(tenant, workspace, workspace.base(), EnvironmentFile.PATH, EnvironmentFile.class);
        return network(written.map(EnvironmentFile::network).orElse(null));
    }

    private static Hosts network(@Nullable List<String> said) throws UnfitException {
        try {
            return Hosts.of(Objects.requireNonNullElse(said, List.of()));
        } catch (IllegalArgumentException e) {
            throw new UnfitException("%s: in \"network\", %s"
                    .formatted(EnvironmentFile.PATH, Plain.text(String.valueOf(e.getMessage()), LONGEST_SHOWN)));
        }
    }

    /// The one that is named; or the first that fits, unless the repository says itself what to do.
    private Optional<Preset> preset(EnvironmentFile own, SortedMap<String, String> held, Level level)
            throws UnfitException {
        String named = own.preset();
        if ((named == null && own.setup() != null) || NO_PRESET.equals(named)) {
            return Optional.empty();
        }
        for (Preset preset : presets) {
            if (named == null
                    ? preset.isNeeded(level) && anyOf(held, Globs.of(preset.when()))
                    : preset.name().equals(named)) {
                return Optional.of(preset);
            }
        }
        if (named != null) {
            throw new UnfitException("%s names the preset %s, which does not exist. There are %s, and %s."
                    .formatted(
                            EnvironmentFile.PATH,
                            named,
                            String.join(", ", presets.stream().map(Preset::name).toList()),
                            NO_PRESET));
        }
        return Optional.empty();
    }

    private static boolean anyOf(SortedMap<String, String> held, Globs when) {
        return held.keySet().stream().anyMatch(when::match);
    }

    private static void requireSilence(EnvironmentFile said) throws UnfitException {
        if (said.links() != null || said.environment() != null || said.key() != null) {
            throw new UnfitException("%s says something of a setup, but no \"setup\", and no preset fits."
                    .formatted(EnvironmentFile.PATH));
        }
    }

    /// All of the tree counts where nothing is named.
    private static String keyed(Workspace base, @Nullable List<String> key, SortedMap<String, String> held)
            throws UnfitException {
        if (key == null) {
            return base.tree();
        }
        Globs named = Globs.of(key);
        List<String> contents = new ArrayList<>();
        held.forEach((path, content) -> {
            if (named.match(path)) {
                contents.add(path + " " + content);
            }
        });
        if (contents.isEmpty()) {
            throw new UnfitException("%s: no file fits \"key\" %s.".formatted(EnvironmentFile.PATH, key));
        }
        return contents.toString();
    }

    private static Map<String, String> links(Map<String, String> links, SortedMap<String, String> held)
            throws UnfitException {
        for (Map.Entry<String, String> link : links.entrySet()) {
            requireBelow(link.getKey());
            requireBelow(link.getValue());
            String path = link.getKey();
            if (held.containsKey(path) || !held.subMap(path + "/", path + "0").isEmpty()) {
                throw new UnfitException("%s links %s, but the repository itself holds files there."
                        .formatted(EnvironmentFile.PATH, path));
            }
        }
        return links;
    }

    private static void requireBelow(String path) throws UnfitException {
        if (path.isBlank() || !isBelow(path)) {
            throw new UnfitException("%s: in \"links\", %s is no path below the tree, or below PAWL_CACHE."
                    .formatted(EnvironmentFile.PATH, path));
        }
    }

    private static boolean isBelow(String path) {
        try {
            Path read = Path.of(path);
            return !read.isAbsolute()
                    && read.normalize().toString().equals(path)
                    && !read.startsWith("..")
                    && !read.startsWith(".git")
                    && !read.startsWith(".pawl");
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private Duration timeout(@Nullable Duration wished) throws UnfitException {
        Duration timeout = wished == null ? TIMEOUT : wished;
        if (!timeout.isPositive()) {
            throw new UnfitException(
                    "%s: a timeout is longer than nothing, like PT10M.".formatted(EnvironmentFile.PATH));
        }
        return timeout.compareTo(settings.longest()) > 0 ? settings.longest() : timeout;
    }
}
