package dev.pawl.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingKeys;
import dev.pawl.store.testing.TestingS3;
import dev.pawl.store.testing.TestingStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What blobs promise, on each S3 store that they are promised on.
final class BlobsTest {

    private static final BlobKeys KEYS = TestingKeys.with("2026-11-21");

    @Nested
    final class OnTheEmbeddedStore extends Promises {

        private final TestingS3 server = TestingS3.start();

        @Override
        Map<String, Object> settings() {
            return server.settings();
        }

        @AfterAll
        void stopServer() {
            server.close();
        }
    }

    /// Run with PAWL_TEST_S3_ENDPOINT, PAWL_TEST_S3_ACCESS_KEY and PAWL_TEST_S3_SECRET_KEY.
    @Nested
    final class OnARealMinio extends Promises {

        @Override
        Map<String, Object> settings() {
            String endpoint = System.getenv("PAWL_TEST_S3_ENDPOINT");
            assumeTrue(endpoint != null, "NOT RUN on a real MinIO: PAWL_TEST_S3_ENDPOINT is not set.");
            return Map.of(
                    "pawl.s3.endpoint",
                    endpoint,
                    "pawl.s3.bucket",
                    "pawl-test-" + System.nanoTime(),
                    "pawl.s3.access-key",
                    System.getenv("PAWL_TEST_S3_ACCESS_KEY"),
                    "pawl.s3.secret-key",
                    System.getenv("PAWL_TEST_S3_SECRET_KEY"));
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    abstract static class Promises {

        private String tenant = TestingStore.newTenant();
        private Map<String, Object> all = Map.of();
        private TestingStore store;
        private Blobs blobs;

        abstract Map<String, Object> settings();

        @BeforeAll
        void open() {
            all = TestingStore.both(TestingDatabase.fresh().settings(), settings());
            store = TestingStore.over(all, KEYS);
            blobs = store.get(Blobs.class);
            store.get(ObjectStore.class).ping();
        }

        @BeforeEach
        void takeANewTenant() {
            tenant = TestingStore.newTenant();
        }

        @AfterAll
        void close() {
            if (store != null) {
                store.close();
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 1, 1000, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 2 << 20, (8 << 20) + 5, 20_000_000})
        void givesBackWhatItWasGiven(int size) throws IOException {
            byte[] bytes = bytes(size);

            BlobRef ref = put(bytes);

            assertThat(ref)
                    .isEqualTo(new BlobRef(
                            HexFormat.of().formatHex(SealedBlob.sha256().digest(bytes)), size, "text/plain"));
            assertThat(read(ref)).isEqualTo(bytes);
            assertThat(blobs.exists(tenant, ref)).isTrue();
            assertThat(blobs.find(tenant, ref.digest())).contains(ref);
        }

        @Test
        void keepsNothingReadableInTheStore() throws IOException {
            BlobRef ref = put("a brief that nobody else may read".repeat(100).getBytes(StandardCharsets.UTF_8));

            String stored = new String(raw(tenant, ref), StandardCharsets.ISO_8859_1);

            assertThat(stored).startsWith("PAWL").doesNotContain("nobody else");
        }

        @Test
        void sendsTheSameBytesOnce() throws IOException {
            BlobRef ref = put(bytes(5000));
            byte[] stored = raw(tenant, ref);

            assertThat(put(bytes(5000))).isEqualTo(ref);

            assertThat(raw(tenant, ref)).isEqualTo(stored);
        }

        @Test
        void encryptsTheSameBytesDifferentlyForEachTenant() throws IOException {
            BlobRef ref = put(bytes(5000));
            String other = TestingStore.newTenant();

            assertThat(blobs.exists(other, ref)).isFalse();
            assertThatThrownBy(() -> blobs.open(other, ref)).isInstanceOf(BlobMissingException.class);
            assertThat(blobs.put(other, new ByteArrayInputStream(bytes(5000)), "text/plain"))
                    .isEqualTo(ref);
            assertThat(raw(other, ref)).isNotEqualTo(raw(tenant, ref));
        }

        @Test
        void letsManyPutTheSameBytesAtOnce() throws Exception {
            byte[] bytes = bytes(3_000_000);
            Callable<BlobRef> put = () -> put(bytes);

            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (Future<BlobRef> one :
                        threads.invokeAll(Stream.generate(() -> put).limit(6).toList())) {
                    assertThat(read(one.get())).isEqualTo(bytes);
                }
            }
        }

        @Test
        void healsAnObjectThatWasLost() throws IOException {
            BlobRef ref = put(bytes(5000));
            overwrite(ref, new byte[0]);
            assertThat(blobs.exists(tenant, ref)).isFalse();

            put(bytes(5000));

            assertThat(read(ref)).isEqualTo(bytes(5000));
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 4, 6, 80, 105, 120, 165, 170, 1_100_000, 2_000_000, -1})
        void refusesAnObjectOfWhichOneBitWasChanged(int place) throws IOException {
            BlobRef ref = put(bytes(2_500_000));
            byte[] stored = raw(tenant, ref);
            int index = place < 0 ? stored.length + place : place;
            stored[index] ^= 1;
            overwrite(ref, stored);

            assertThatThrownBy(() -> read(ref))
                    .isInstanceOf(BlobDamagedException.class)
                    .hasMessageContaining(ref.digest())
                    .hasMessageContaining("Restore the object, or put the blob again.");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 16, 1000, 451_440, 1 << 20, 1_500_032, 2_499_999})
        void refusesAnObjectThatWasCutShort(int missing) throws IOException {
            BlobRef ref = put(bytes(2_500_000));
            byte[] stored = raw(tenant, ref);
            overwrite(ref, Arrays.copyOf(stored, stored.length - missing));

            assertThatThrownBy(() -> read(ref)).isInstanceOf(BlobDamagedException.class);
        }

        @Test
        void refusesAnObjectWithSomethingBehindIt() throws IOException {
            BlobRef ref = put(bytes(1 << 20));
            byte[] stored = raw(tenant, ref);
            overwrite(ref, Arrays.copyOf(stored, stored.length + 1));

            assertThatThrownBy(() -> read(ref)).hasMessageContaining("bytes and should have");
        }

        @Test
        void refusesAnObjectWhoseSegmentsWereExchanged() throws IOException {
            BlobRef ref = put(bytes(3 << 20));
            byte[] stored = raw(tenant, ref);
            int segment = (1 << 20) + 16;
            int body = stored.length - 3 * segment;
            byte[] first = Arrays.copyOfRange(stored, body, body + segment);
            System.arraycopy(stored, body + segment, stored, body, segment);
            System.arraycopy(first, 0, stored, body + segment, segment);
            overwrite(ref, stored);

            assertThatThrownBy(() -> read(ref)).hasMessageContaining("its bytes were changed");
        }

        @Test
        void refusesAnotherBlobsObjectBeforeTheFirstByte() throws IOException {
            BlobRef ours = put(bytes(5000));
            BlobRef other = put(bytes(5001));
            overwrite(ours, raw(tenant, other));

            assertThatThrownBy(() -> blobs.open(tenant, ours))
                    .isInstanceOf(BlobDamagedException.class)
                    .hasMessageContaining("holds other bytes, those of " + other.digest());
        }

        @Test
        void refusesAnotherTenantsObjectOfTheSameBytes() throws IOException {
            BlobRef ref = put(bytes(5000));
            String other = TestingStore.newTenant();
            blobs.put(other, new ByteArrayInputStream(bytes(5000)), "text/plain");
            overwrite(ref, raw(other, ref));

            assertThatThrownBy(() -> blobs.open(tenant, ref)).hasMessageContaining("encrypted for another tenant");
        }

        @Test
        void readsWithOldKeysAndWritesWithTheNewOne() throws IOException {
            BlobRef old = put(bytes(5000));
            BlobKeys newer = TestingKeys.andThen(KEYS, "2027-01-01");

            try (TestingStore later = TestingStore.over(all, newer)) {
                Blobs laterBlobs = later.get(Blobs.class);
                try (InputStream stream = laterBlobs.open(tenant, old)) {
                    assertThat(stream.readAllBytes()).isEqualTo(bytes(5000));
                }
                BlobRef young = laterBlobs.put(tenant, new ByteArrayInputStream(bytes(6000)), "text/plain");
                assertThatThrownBy(() -> read(young))
                        .isInstanceOf(BlobDamagedException.class)
                        .hasMessageContaining("the key '2027-01-01', which is not in the keyring");
            }
        }

        @Test
        void passesOnWhatGoesWrongWithTheCallersStream() throws IOException {
            InputStream broken = InputStream.nullInputStream();
            broken.close();

            assertThatThrownBy(() -> blobs.put(tenant, broken, "text/plain")).hasMessage("Stream closed");
        }

        private BlobRef put(byte[] bytes) throws IOException {
            return blobs.put(tenant, new ByteArrayInputStream(bytes), "text/plain");
        }

        private byte[] read(BlobRef ref) throws IOException {
            try (InputStream stream = blobs.open(tenant, ref)) {
                return stream.readAllBytes();
            }
        }

        private byte[] raw(String owner, BlobRef ref) throws IOException {
            try (StoredObject object =
                    store.get(ObjectStore.class).get(key(owner, ref)).orElseThrow()) {
                return object.bytes().readAllBytes();
            }
        }

        private void overwrite(BlobRef ref, byte[] bytes) {
            store.get(ObjectStore.class).put(key(tenant, ref), new ByteArrayInputStream(bytes), bytes.length);
        }

        private static String key(String owner, BlobRef ref) {
            return owner + "/" + ref.digest().substring(0, 2) + "/" + ref.digest();
        }
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }
}
