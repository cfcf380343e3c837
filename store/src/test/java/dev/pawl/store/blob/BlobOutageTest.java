package dev.pawl.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.StoreUnavailableException;
import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingKeys;
import dev.pawl.store.testing.TestingS3;
import dev.pawl.store.testing.TestingStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// The S3 store stops and comes back: that costs retries, never data.
final class BlobOutageTest {

    private static final TestingS3 SERVER = TestingS3.start();
    private static final Map<String, Object> SETTINGS =
            TestingStore.both(TestingDatabase.fresh().settings(), SERVER.settings());
    private static final TestingStore STORE = TestingStore.over(SETTINGS, TestingKeys.with("k"));

    private final Blobs blobs = STORE.get(Blobs.class);
    private final String tenant = TestingStore.newTenant();

    @AfterAll
    static void stop() {
        STORE.close();
        SERVER.close();
    }

    @Test
    void keepsEveryAcknowledgedBlobThroughAStop() throws Exception {
        Map<BlobRef, String> acknowledged = new ConcurrentHashMap<>();
        AtomicBoolean writing = new AtomicBoolean(true);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> writers = IntStream.range(0, 3)
                    .mapToObj(number -> threads.submit(() -> write(number, writing, acknowledged)))
                    .toList();
            awaitMore(acknowledged, 20);
            SERVER.stop();
            Thread.sleep(200);
            SERVER.restart();
            awaitMore(acknowledged, 20);
            writing.set(false);
            for (Future<Integer> writer : writers) {
                assertThat(writer.get()).isPositive();
            }
        }

        for (Map.Entry<BlobRef, String> one : acknowledged.entrySet()) {
            try (InputStream stream = blobs.open(tenant, one.getKey())) {
                assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(one.getValue());
            }
        }
    }

    @Test
    void saysThatItIsDownAndThatItIsUpAgain() {
        ObjectStore objects = STORE.get(ObjectStore.class);
        objects.ping();
        SERVER.stop();
        try {
            long begun = System.nanoTime();
            assertThatThrownBy(objects::ping)
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining(SERVER.endpoint());
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        } finally {
            SERVER.restart();
        }
        objects.ping();
    }

    @Test
    void namesTheSettingsWhenTheKeyIsWrong() {
        Map<String, Object> wrong = TestingStore.both(SETTINGS, Map.of("pawl.s3.secret-key", "wrong"));

        try (TestingStore store = TestingStore.over(wrong)) {
            ObjectStore objects = store.get(ObjectStore.class);
            assertThatThrownBy(objects::ping)
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("Check PAWL_S3_ACCESS_KEY and PAWL_S3_SECRET_KEY.");
        }
    }

    private int write(int number, AtomicBoolean writing, Map<BlobRef, String> acknowledged) throws IOException {
        int count = 0;
        while (writing.get()) {
            String content = "writer " + number + ", blob " + count;
            try {
                acknowledged.put(
                        blobs.put(
                                tenant,
                                new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)),
                                "text/plain"),
                        content);
                count++;
            } catch (StoreUnavailableException passing) {
                Thread.onSpinWait();
            }
        }
        return count;
    }

    private static void awaitMore(Map<BlobRef, String> acknowledged, int more) throws InterruptedException {
        int goal = acknowledged.size() + more;
        while (acknowledged.size() < goal) {
            Thread.sleep(5);
        }
    }
}
