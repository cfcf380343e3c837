package dev.pawl.local.model;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a scripted model has answered, and how often it was in trouble.
final class Answers {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
            .build();

    private final @Nullable Path file;
    private final List<Answered> all = new ArrayList<>();
    private final Map<String, Integer> troubles = new HashMap<>();

    Answers(@Nullable Path file) {
        this.file = file;
    }

    synchronized List<Answered> all() {
        return List.copyOf(all);
    }

    synchronized void add(Answered answered) {
        all.add(answered);
        if (file != null) {
            append(file, answered);
        }
    }

    /// Whether this turn of a conversation is still to be in trouble. Only this is remembered from one request to the
    /// next.
    synchronized boolean isDue(Trouble trouble, String place) {
        Integer times = trouble.times();
        return times == null || troubles.merge(place, 1, Integer::sum) <= times;
    }

    private static void append(Path file, Answered answered) {
        try {
            Files.writeString(
                    file,
                    JSON.writeValueAsString(answered) + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
