package dev.pawl.store.blob;

import dev.pawl.store.database.StoreClock;
import dev.pawl.store.tenant.Tenants;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/// Bytes by digest. They go in and out as a stream, never all at once; in the object store they are encrypted.
@Singleton
public final class Blobs {

    /// Bytes of this type, and transcripts, stay as long as a row refers to them. Those of any other type always do:
    /// papers are named in other papers, where no row tells of them.
    public static final String BUNDLE = "application/x-git-bundle";

    /// What an agent said and heard until a checkpoint.
    public static final String TRANSCRIPT = "application/x-pawl-transcript";

    private final Tenants tenants;
    private final BlobRepository blobs;
    private final ObjectStore objects;
    private final Sealer sealer;
    private final StoreClock clock;

    Blobs(Tenants tenants, BlobRepository blobs, ObjectStore objects, Sealer sealer, StoreClock clock) {
        this.tenants = tenants;
        this.blobs = blobs;
        this.objects = objects;
        this.sealer = sealer;
        this.clock = clock;
    }

    /// Keeps all bytes of the stream and says what they are. Bytes that are there already are not sent again, and
    /// count as put just now; an object that was lost, spoilt or collected meanwhile is sent. Call it outside a
    /// transaction: it takes as long as the bytes do.
    public BlobRef put(String tenant, InputStream plain, String mediaType) throws IOException {
        Tenants.requireName(tenant);
        try (SealedBlob sealed = sealer.seal(tenant, plain)) {
            BlobSeal seal = sealed.seal();
            BlobRef ref = new BlobRef(seal.digest(), seal.size(), mediaType);
            boolean there = isThere(tenant, ref, seal);
            while (!there) {
                there = send(tenant, ref, sealed);
            }
            return ref;
        }
    }

    /// The bytes. Reading fails, and never merely ends, where they are not all there or not the same; close it.
    public InputStream open(String tenant, BlobRef ref) throws IOException {
        Blob blob = tenants.in(tenant, () -> blobs.find(ref.digest()))
                .orElseThrow(() -> new BlobMissingException(ref.digest()));
        return open(new ObjectName(tenant, ref.digest(), blob.edition()), new BlobSeal(ref.digest(), ref.size()));
    }

    /// What is known of a blob by its digest.
    public Optional<BlobRef> find(String tenant, String digest) {
        return tenants.in(tenant, () -> blobs.find(digest)).map(Blob::ref);
    }

    /// Whether an object of the right size is there; only reading it tells that its bytes are right.
    public boolean exists(String tenant, BlobRef ref) {
        Optional<Blob> blob = tenants.in(tenant, () -> blobs.find(ref.digest()));
        return blob.isPresent()
                && objects.size(new ObjectName(tenant, ref.digest(), blob.get().edition()).key())
                                .orElse(-1)
                        == new BlobSeal(ref.digest(), ref.size()).storedSize();
    }

    /// The row is made young in the same breath, so that the collector, which looks for old ones, leaves it alone.
    private boolean isThere(String tenant, BlobRef ref, BlobSeal seal) throws IOException {
        Blob blob = tenants.in(
                        tenant, () -> Optional.ofNullable(blobs.want(ref.digest(), ref.mediaType(), clock.now())))
                .orElse(null);
        return blob != null && opens(new ObjectName(tenant, ref.digest(), blob.edition()), seal);
    }

    /// Says false where the collector used the object's name up while the bytes were sent.
    private boolean send(String tenant, BlobRef ref, SealedBlob sealed) throws IOException {
        String digest = ref.digest();
        int edition = tenants.in(tenant, () -> blobs.nextEdition(digest)).orElse(0);
        long storedSize = sealed.seal().storedSize();
        objects.put(new ObjectName(tenant, digest, edition).key(), sealed.stored(), storedSize);
        Instant now = clock.now();
        return tenants.in(
                tenant,
                () -> blobs.keep(digest, ref.size(), ref.mediaType(), storedSize, sealer.keyId(), edition, now)
                        != null);
    }

    private boolean opens(ObjectName name, BlobSeal seal) throws IOException {
        try (InputStream stream = open(name, seal)) {
            return stream.available() >= 0;
        } catch (BlobMissingException | BlobDamagedException broken) {
            return false;
        }
    }

    private InputStream open(ObjectName name, BlobSeal wanted) throws IOException {
        StoredObject object = objects.get(name.key()).orElseThrow(() -> new BlobMissingException(name.digest()));
        try {
            return sealer.open(name.tenant(), wanted, object);
        } catch (IOException | RuntimeException failure) {
            object.close();
            throw failure;
        }
    }
}
