package dev.pawl.store.blob;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the bytes in the object store must be.
///
/// @param edition which object has them, see [ObjectName]
/// @param takenAt when that object was given up to be removed; its name is used up then
@MappedEntity("blobs")
record Blob(
        @Id String digest,
        long size,
        String mediaType,
        long storedSize,
        String keyId,
        Instant createdAt,
        int edition,
        @Nullable Instant takenAt) {

    BlobRef ref() {
        return new BlobRef(digest, size, mediaType);
    }

    /// Whether nobody will ever ask for this edition again.
    boolean hasUsedUp(int asked) {
        return takenAt == null ? asked < edition : asked <= edition;
    }
}
