package dev.pawl.store.blob;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/// What the bytes in the object store must be.
@MappedEntity("blobs")
record Blob(@Id String digest, long size, String mediaType, long storedSize, String keyId, Instant createdAt) {

    BlobRef ref() {
        return new BlobRef(digest, size, mediaType);
    }
}
