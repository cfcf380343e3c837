package dev.pawl.activities.workspace;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pawl.store.blob.BlobRef;
import dev.pawl.store.blob.Blobs;
import dev.pawl.workflows.port.Kept;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.workspace.Parcel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

/// What stands behind work that is handed over: which tree, on which base, and what every gate said of it.
record Evidence(
        String run,
        String repository,
        String ref,
        String base,
        String commit,
        String tree,
        String title,
        String summary,
        List<Verdict> verdicts) {

    private static final ObjectMapper JSON =
            new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

    static Kept keep(Blobs blobs, String tenant, String run, Parcel parcel, String commit) throws IOException {
        Evidence evidence = new Evidence(
                run,
                parcel.head().repository().url(),
                parcel.head().repository().ref(),
                parcel.head().base(),
                commit,
                parcel.head().tree(),
                parcel.title(),
                parcel.summary(),
                parcel.verdicts());
        byte[] text = JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(evidence);
        BlobRef ref = blobs.put(tenant, new ByteArrayInputStream(text), "application/json");
        return new Kept(ref.digest(), ref.size(), ref.mediaType());
    }
}
