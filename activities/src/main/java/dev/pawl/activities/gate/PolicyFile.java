package dev.pawl.activities.gate;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/// What stands in `.pawl/gates.yaml`, and in the presets.
record PolicyFile(
        int version, @Nullable Tests tests, @Nullable Map<String, Own> gates) {

    private static final YAMLMapper YAML = YAMLMapper.builder(
                    YAMLFactory.builder().loaderOptions(limits()).build())
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

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

    static PolicyFile read(byte[] text, String path) throws PolicyException {
        try {
            PolicyFile file = YAML.readValue(new String(text, StandardCharsets.UTF_8), PolicyFile.class);
            if (file == null) {
                throw new PolicyException(path + " is empty. It begins with \"version: 1\".");
            }
            if (file.version() != 1) {
                throw new PolicyException(
                        "%s says version %d. This Pawl reads version 1.".formatted(path, file.version()));
            }
            return file;
        } catch (JsonProcessingException e) {
            throw new PolicyException("%s makes no sense%s: %s".formatted(path, place(e), reason(e)));
        }
    }

    static List<Preset> presets() {
        try (InputStream presets =
                Objects.requireNonNull(PolicyFile.class.getResourceAsStream("presets.yaml"), "presets.yaml")) {
            return YAML.readValue(presets, new TypeReference<List<Preset>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException("the presets cannot be read", e);
        }
    }

    /// A list is a program and its arguments; a line is the shell's.
    static List<String> line(JsonNode run) throws PolicyException {
        if (run.isTextual() && !run.asText().isBlank()) {
            return List.of("sh", "-c", run.asText());
        }
        List<String> line = new ArrayList<>();
        for (JsonNode word : run) {
            if (!word.isTextual() || word.asText().isEmpty()) {
                throw new PolicyException("\"run\" is a line for the shell, or a list of words: %s".formatted(run));
            }
            line.add(word.asText());
        }
        if (line.isEmpty()) {
            throw new PolicyException("\"run\" is empty. It is a line for the shell, or a list of words.");
        }
        return line;
    }

    private static String place(JsonProcessingException failure) {
        return failure.getLocation() == null
                ? ""
                : " in line " + failure.getLocation().getLineNr();
    }

    private static String reason(JsonProcessingException failure) {
        String message = failure instanceof JsonMappingException ? failure.getOriginalMessage() : failure.getMessage();
        String first = String.valueOf(message).lines().findFirst().orElse("");
        return first.replaceAll(" \\(class [^)]*\\)", "").replaceAll("`?(java|dev|com)\\.[A-Za-z.$]*\\.", "`");
    }

    private static LoaderOptions limits() {
        LoaderOptions limits = new LoaderOptions();
        limits.setMaxAliasesForCollections(20);
        limits.setNestingDepthLimit(20);
        limits.setAllowDuplicateKeys(false);
        return limits;
    }
}
