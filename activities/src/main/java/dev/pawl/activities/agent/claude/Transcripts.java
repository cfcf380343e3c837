package dev.pawl.activities.agent.claude;

import dev.pawl.store.blob.BlobRef;
import dev.pawl.store.blob.Blobs;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/// What agents said and heard until their checkpoints, in the object store.
@Singleton
final class Transcripts {

    private final Blobs blobs;

    Transcripts(Blobs blobs) {
        this.blobs = blobs;
    }

    /// Says its digest.
    String keep(String tenant, byte[] text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream into = new GZIPOutputStream(packed)) {
            into.write(text);
        }
        return blobs.put(tenant, new ByteArrayInputStream(packed.toByteArray()), Blobs.TRANSCRIPT)
                .digest();
    }

    /// Lays it where nothing lies yet.
    void layInto(String tenant, String digest, Path file) throws IOException {
        BlobRef ref = blobs.find(tenant, digest)
                .orElseThrow(() -> new IOException("The store does not know the transcript %s.".formatted(digest)));
        Files.createDirectories(file.getParent());
        try (InputStream packed = blobs.open(tenant, ref);
                InputStream text = new GZIPInputStream(packed)) {
            Files.copy(text, file);
            // What is read to its end is known to be whole.
            packed.readAllBytes();
        }
    }
}
