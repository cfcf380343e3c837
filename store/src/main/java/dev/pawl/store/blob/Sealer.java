package dev.pawl.store.blob;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;

/// Seals bytes on their way in, and opens them on their way out.
@Singleton
record Sealer(BlobKeys keys, BlobSettings settings) {

    SealedBlob seal(String tenant, InputStream plain) throws IOException {
        return SealedBlob.of(tenant, plain, keys, settings.folder());
    }

    InputStream open(String tenant, BlobSeal wanted, StoredObject object) throws IOException {
        return BlobInputStream.open(tenant, wanted, keys, object);
    }

    /// The key that is used for what goes in.
    String keyId() {
        return keys.currentId();
    }
}
