package dev.pawl.activities.agent;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pawl.workflows.port.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What somebody wrote down that an agent does: entries by step (`fix/2`) or by stage (`fix`).
record Recording(Map<String, List<Entry>> steps) {

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    Recording {
        steps = Map.copyOf(steps);
    }

    /// One thing that happens; exactly one of these is there.
    record Entry(
            @Nullable String say,
            @Nullable String log,
            @Nullable Edit edit,
            @Nullable String delete,

            @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable
            Duration pause,

            @Nullable Spent usage,
            @Nullable String checkpoint,
            @Nullable String done,
            @Nullable String decline,
            @Nullable String crash) {}

    /// A file as it is to be, or one passage of it and what takes its place.
    record Edit(
            String path,
            @Nullable String content,
            @Nullable String replace,
            @Nullable String with) {}

    record Spent(long turns, long inputTokens, long outputTokens, long costMicros) {}

    static Recording read(Path file) throws IOException {
        try {
            return YAML.readValue(Files.readString(file), Recording.class);
        } catch (JsonMappingException e) {
            throw Failure.AGENT_UNKNOWN.because(
                    "The recording %s makes no sense: %s".formatted(file.getFileName(), e.getOriginalMessage()), e);
        }
    }

    /// What happens in this step; nothing where the recording says nothing of it.
    List<Entry> of(String step) {
        List<Entry> exact = steps.get(step);
        return exact != null ? exact : steps.getOrDefault(step.replaceAll("/.*", ""), List.of());
    }
}
