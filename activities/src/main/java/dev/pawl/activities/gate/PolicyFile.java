package dev.pawl.activities.gate;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.activities.repository.RepositoryFiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What stands in `.pawl/gates.yaml`, and in the presets.
record PolicyFile(
        int version, @Nullable Tests tests, @Nullable Map<String, Own> gates) implements RepositoryFiles.Versioned {

    /// How the tests are run, and which files they are.
    record Tests(
            @Nullable String preset,
            @Nullable JsonNode run,
            @Nullable List<String> reports,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Duration timeout,

            @Nullable List<String> testPaths,
            @Nullable List<String> protectedPaths,
            @Nullable Map<String, String> environment) {

        /// What is not said here is as the other says.
        Tests over(Tests other) {
            return new Tests(
                    preset,
                    or(other, Tests::run),
                    or(other, Tests::reports),
                    or(other, Tests::timeout),
                    or(other, Tests::testPaths),
                    or(other, Tests::protectedPaths),
                    or(other, Tests::environment));
        }

        private <T> @Nullable T or(Tests other, Function<Tests, @Nullable T> part) {
            T own = part.apply(this);
            return own == null ? part.apply(other) : own;
        }
    }

    /// A gate of the repository's own.
    record Own(
            @Nullable JsonNode run,
            @Nullable List<String> reports,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Duration timeout,

            @Nullable Map<String, String> environment) {}

    /// How the tests are run of repositories that hold one of some files.
    ///
    /// @param when patterns of paths, one of which the repository holds
    record Preset(String name, List<String> when, Tests tests) {}

    static List<Preset> presets() {
        return RepositoryFiles.presets(PolicyFile.class, new TypeReference<>() {});
    }
}
