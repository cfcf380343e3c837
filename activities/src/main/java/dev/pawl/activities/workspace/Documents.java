package dev.pawl.activities.workspace;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pawl.store.blob.BlobRef;
import dev.pawl.store.blob.Blobs;
import dev.pawl.store.event.Event;
import dev.pawl.store.event.Events;
import dev.pawl.workflows.port.Kept;
import dev.pawl.workflows.port.workspace.Parcel;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What is kept of work that is handed over: the patch, and what stands behind it.
@Singleton
final class Documents {

    private static final ObjectMapper JSON =
            new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    private final Blobs blobs;
    private final Events events;

    Documents(Blobs blobs, Events events) {
        this.blobs = blobs;
        this.events = events;
    }

    Kept patch(String tenant, InputStream bytes) throws IOException {
        return kept(blobs.put(tenant, bytes, "text/x-patch"));
    }

    Kept evidence(String tenant, String run, Parcel parcel, String commit) throws IOException {
        Evidence evidence = Evidence.of(run, parcel, commit, roles(tenant, run));
        byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(evidence);
        return kept(blobs.put(tenant, new ByteArrayInputStream(text), "application/json"));
    }

    /// The words that the run's agents were made of, each once, as they were when the agents began.
    private List<Evidence.Role> roles(String tenant, String run) throws IOException {
        Set<Evidence.Role> roles = new LinkedHashSet<>();
        for (Event began : events.beginningsOfAgents(tenant, run)) {
            JsonNode told = JSON.readTree(began.body());
            if (told.has("roleDigest")) {
                roles.add(new Evidence.Role(
                        told.path("role").asText(),
                        told.path("roleSource").asText(),
                        told.path("roleDigest").asText()));
            }
        }
        return List.copyOf(roles);
    }

    private static Kept kept(BlobRef ref) {
        return new Kept(ref.digest(), ref.size(), ref.mediaType());
    }
}
