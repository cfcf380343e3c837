package dev.pawl.activities.gate;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.pawl.store.blob.BlobRef;
import dev.pawl.store.blob.Blobs;
import dev.pawl.workflows.port.Kept;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/// What gates write down: logs, results and evidence, in the object store.
@Singleton
final class Papers {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            // Records grow: a release reads what the next one wrote.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private final Blobs blobs;

    Papers(Blobs blobs) {
        this.blobs = blobs;
    }

    Kept keep(String tenant, String text) throws IOException {
        return keep(tenant, text.getBytes(StandardCharsets.UTF_8), "text/plain; charset=utf-8");
    }

    Kept keepAsJson(String tenant, Object document) throws IOException {
        return keep(tenant, JSON.writeValueAsBytes(document), "application/json");
    }

    <T> T read(String tenant, Kept kept, Class<T> type) throws IOException {
        try (InputStream stream = blobs.open(tenant, new BlobRef(kept.digest(), kept.size(), kept.mediaType()))) {
            return JSON.readValue(stream, type);
        }
    }

    static String json(Object document) throws IOException {
        return JSON.writeValueAsString(document);
    }

    private Kept keep(String tenant, byte[] bytes, String mediaType) throws IOException {
        BlobRef ref = blobs.put(tenant, new ByteArrayInputStream(bytes), mediaType);
        return new Kept(ref.digest(), ref.size(), ref.mediaType());
    }
}
