package dev.pawl.activities.repository;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pawl.activities.process.Plain;
import dev.pawl.activities.workspace.TooLargeException;
import dev.pawl.activities.workspace.Trees;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;

/// Reads what repositories say of themselves: from the base commit, never from what an agent left.
@Singleton
public final class RepositoryFiles {

    private static final int LARGEST = 256 * 1024;
    private static final int LONGEST_SHOWN = 200;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private static final YAMLMapper YAML = YAMLMapper.builder(
                    YAMLFactory.builder().loaderOptions(limits()).build())
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.FAIL))
            .build();

    private final Trees trees;

    RepositoryFiles(Trees trees) {
        this.trees = trees;
    }

    /// A file that says by which version it is to be read. There is one so far.
    public interface Versioned {
        int version();
    }

    /// The file as a commit holds it; nothing where it holds none.
    ///
    /// @param commit the base that the work began from
    public <T extends Versioned> Optional<T> read(
            String tenant, Workspace workspace, String commit, String path, Class<T> type)
            throws IOException, UnfitException {
        Optional<byte[]> text = bytes(tenant, workspace, commit, path);
        return text.isPresent() ? Optional.of(read(text.get(), path, type)) : Optional.empty();
    }

    /// The same file as it stands there.
    public Optional<byte[]> bytes(String tenant, Workspace workspace, String commit, String path)
            throws IOException, UnfitException {
        try {
            return trees.read(tenant, workspace, commit, path, LARGEST);
        } catch (TooLargeException e) {
            throw new UnfitException(String.valueOf(e.getMessage()));
        }
    }

    /// What this version brings along, from the resource beside a class.
    public static <T> List<T> presets(Class<?> beside, TypeReference<List<T>> type) {
        try (InputStream presets = Objects.requireNonNull(beside.getResourceAsStream("presets.yaml"), "presets.yaml")) {
            return YAML.readValue(presets, type);
        } catch (IOException e) {
            throw new UncheckedIOException("the presets cannot be read", e);
        }
    }

    /// A list is a program and its arguments; a line is the shell's.
    ///
    /// @param key what it is called where it stands
    public static List<String> line(String key, JsonNode said) throws UnfitException {
        if (said.toString().contains("\\u0000")) {
            throw new UnfitException("\"%s\" holds a character that no command takes.".formatted(key));
        }
        if (said.isTextual() && !said.asText().isBlank()) {
            return List.of("sh", "-c", said.asText());
        }
        List<String> line = new ArrayList<>();
        for (JsonNode word : said) {
            if (!word.isTextual() || word.asText().isEmpty()) {
                throw new UnfitException("\"%s\" is a line for the shell, or a list of words: %s".formatted(key, said));
            }
            line.add(word.asText());
        }
        if (line.isEmpty()) {
            throw new UnfitException("\"%s\" is empty. It is a line for the shell, or a list of words.".formatted(key));
        }
        return line;
    }

    /// Variables that a system takes.
    public static Map<String, String> environment(@Nullable Map<String, String> said) throws UnfitException {
        for (Map.Entry<String, String> variable :
                said == null ? Set.<Map.Entry<String, String>>of() : said.entrySet()) {
            if (!VARIABLE.matcher(variable.getKey()).matches()
                    || variable.getValue().indexOf('\0') >= 0) {
                throw new UnfitException(
                        "\"environment\": %s is no variable. Its name has letters, digits and underscores."
                                .formatted(Plain.text(variable.getKey(), LONGEST_SHOWN)));
            }
        }
        return said == null ? Map.of() : said;
    }

    private static <T extends Versioned> T read(byte[] text, String path, Class<T> type) throws UnfitException {
        try {
            T file = YAML.readValue(new String(text, StandardCharsets.UTF_8), type);
            if (file == null) {
                throw new UnfitException(path + " is empty. It begins with \"version: 1\".");
            }
            if (file.version() != 1) {
                throw new UnfitException(
                        "%s says version %d. This Pawl reads version 1.".formatted(path, file.version()));
            }
            return file;
        } catch (UnrecognizedPropertyException e) {
            throw new UnfitException("%s has a field \"%s\", which means nothing there. There are: %s."
                    .formatted(
                            path,
                            Plain.text(e.getPropertyName(), LONGEST_SHOWN),
                            e.getKnownPropertyIds().stream()
                                    .map(String::valueOf)
                                    .sorted()
                                    .collect(Collectors.joining(", "))));
        } catch (JsonProcessingException e) {
            throw new UnfitException("%s makes no sense%s: %s".formatted(path, place(e), reason(e)));
        }
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
