package dev.pawl.store.blob;

import dev.pawl.store.database.StoreClock;
import dev.pawl.store.tenant.Tenants;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Bytes by digest. They go in and out as a stream, never all at once; in the object store they are encrypted.
@Singleton
public final class Blobs {

    private final Tenants tenants;
    private final BlobRepository blobs;
    private final ObjectStore objects;
    private final BlobKeys keys;
    private final BlobSettings settings;
    private final StoreClock clock;

    Blobs(
            Tenants tenants,
            BlobRepository blobs,
            ObjectStore objects,
            BlobKeys keys,
            BlobSettings settings,
            StoreClock clock) {
        this.tenants = tenants;
        this.blobs = blobs;
        this.objects = objects;
        this.keys = keys;
        this.settings = settings;
        this.clock = clock;
    }

    /// Keeps all bytes of the stream and says what they are. Bytes that are there already are not sent again; an object
    /// that was lost or spoilt meanwhile is. Call it outside a transaction: it takes as long as the bytes do.
    public BlobRef put(String tenant, InputStream plain, String mediaType) throws IOException {
        Tenants.requireName(tenant);
        try (SealedBlob sealed = SealedBlob.of(tenant, plain, keys, settings)) {
            BlobSeal seal = sealed.seal();
            BlobRef ref = new BlobRef(seal.digest(), seal.size(), mediaType);
            if (find(tenant, ref.digest()).isEmpty() || !opens(tenant, seal)) {
                objects.put(key(tenant, ref.digest()), sealed.stored(), seal.storedSize());
                Blob blob =
                        new Blob(ref.digest(), ref.size(), mediaType, seal.storedSize(), keys.currentId(), clock.now());
                tenants.in(tenant, () -> blobs.keep(blob));
            }
            return ref;
        }
    }

    /// The bytes. Reading fails, and never merely ends, where they are not all there or not the same; close it.
    public InputStream open(String tenant, BlobRef ref) throws IOException {
        return open(tenant, new BlobSeal(ref.digest(), ref.size()));
    }

    /// What is known of a blob by its digest.
    public Optional<BlobRef> find(String tenant, String digest) {
        return tenants.in(tenant, () -> blobs.find(digest)).map(Blob::ref);
    }

    /// Whether an object of the right size is there; only reading it tells that its bytes are right.
    public boolean exists(String tenant, BlobRef ref) {
        Tenants.requireName(tenant);
        long storedSize = new BlobSeal(ref.digest(), ref.size()).storedSize();
        return objects.size(key(tenant, ref.digest())).orElse(-1) == storedSize;
    }

    private boolean opens(String tenant, BlobSeal seal) throws IOException {
        try (InputStream stream = open(tenant, seal)) {
            return stream.available() >= 0;
        } catch (BlobMissingException | BlobDamagedException broken) {
            return false;
        }
    }

    private InputStream open(String tenant, BlobSeal wanted) throws IOException {
        Tenants.requireName(tenant);
        StoredObject object =
                objects.get(key(tenant, wanted.digest())).orElseThrow(() -> new BlobMissingException(wanted.digest()));
        try {
            return BlobInputStream.open(tenant, wanted, keys, object);
        } catch (IOException | RuntimeException failure) {
            object.close();
            throw failure;
        }
    }

    private static String key(String tenant, String digest) {
        return tenant + "/" + digest.substring(0, 2) + "/" + digest;
    }
}
