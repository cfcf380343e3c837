package dev.pawl.activities.environment;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.activities.repository.RepositoryFiles;
import dev.pawl.workflows.port.sandbox.Level;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What stands in `.pawl/environment.yaml`, and in the presets.
///
/// @param setup what fills the folder PAWL_CACHE
/// @param key patterns of the files that say what there is to fetch
/// @param links what the tree is to show of that folder, by path in the tree
/// @param network hosts that agents and tests may reach, where the worker lets them
record EnvironmentFile(
        int version,
        @Nullable String preset,
        @Nullable JsonNode setup,

        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
        Duration timeout,

        @Nullable List<String> key,
        @Nullable Map<String, String> links,
        @Nullable Map<String, String> environment,
        @Nullable List<String> network)
        implements RepositoryFiles.Versioned {

    static final String PATH = ".pawl/environment.yaml";

    static final EnvironmentFile SILENT = new EnvironmentFile(1, null, null, null, null, null, null, null);

    /// How repositories that hold one of some files are made ready.
    ///
    /// @param when patterns of paths, one of which the repository holds
    /// @param in the only level at which it is needed; absent, at every one
    record Preset(String name, List<String> when, @Nullable Level in, EnvironmentFile says) {

        boolean isNeeded(Level level) {
            return in == null || in == level;
        }
    }

    static List<Preset> presets() {
        return RepositoryFiles.presets(EnvironmentFile.class, new TypeReference<>() {});
    }

    /// What is not said here is as the other says.
    EnvironmentFile over(EnvironmentFile other) {
        return new EnvironmentFile(
                version,
                preset,
                or(other, EnvironmentFile::setup),
                or(other, EnvironmentFile::timeout),
                or(other, EnvironmentFile::key),
                or(other, EnvironmentFile::links),
                or(other, EnvironmentFile::environment),
                or(other, EnvironmentFile::network));
    }

    private <T> @Nullable T or(EnvironmentFile other, Function<EnvironmentFile, @Nullable T> part) {
        T own = part.apply(this);
        return own == null ? part.apply(other) : own;
    }
}
