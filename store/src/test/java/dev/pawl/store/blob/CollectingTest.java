package dev.pawl.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.StoreUnavailableException;
import dev.pawl.store.run.Runs;
import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingKeys;
import dev.pawl.store.testing.TestingS3;
import dev.pawl.store.testing.TestingStore;
import dev.pawl.store.testing.TestingTime;
import dev.pawl.store.workspace.Workspaces;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/// What tests of the collector stand on: a store of their own that grows old as they say, and a tenant for each of
/// them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CollectingTest {

    static final Duration GRACE = Duration.ofDays(8);
    static final Duration PAUSE = Duration.ofDays(1);
    static final Duration LEASE = Duration.ofMinutes(10);
    static final BlobKeys KEYS = TestingKeys.with("k");

    final TestingTime time = new TestingTime();
    final TestingS3 s3 = TestingS3.start();
    final TestingDatabase database = TestingDatabase.fresh();
    final Map<String, Object> settings = TestingStore.both(database.settings(), s3.settings());
    final TestingStore store = TestingStore.over(settings, KEYS, time);
    final Blobs blobs = store.get(Blobs.class);
    final ObjectStore objects = store.get(ObjectStore.class);
    final Collector collector = store.get(Collector.class);
    final Workspaces workspaces = store.get(Workspaces.class);
    String tenant = "";

    @BeforeEach
    void createARunWithAPaperAndTheFirstRound() throws IOException {
        tenant = TestingStore.newTenant();
        store.get(Runs.class).create(tenant, "run", "bugfix", "A fix");
        put(blobs, "a paper", "text/plain");
        assertThat(collector.collect(tenant, GRACE, PAUSE)).isEmpty();
    }

    @AfterAll
    void stop() {
        store.close();
        s3.close();
    }

    /// PostgreSQL has given up what nothing refers to, and the object store hears nothing of it.
    void dieBeforeTheRemoval() {
        s3.stop();
        try {
            assertThatThrownBy(this::collect).isInstanceOf(StoreUnavailableException.class);
        } finally {
            s3.restart();
        }
    }

    Collected collect() {
        return collector.collect(tenant, GRACE, PAUSE).orElseThrow();
    }

    BlobRef put(Blobs into, String content, String mediaType) throws IOException {
        return into.put(tenant, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), mediaType);
    }

    String read(BlobRef ref) throws IOException {
        try (InputStream stream = blobs.open(tenant, ref)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String name(BlobRef ref, int edition) {
        return new ObjectName(tenant, ref.digest(), edition).key();
    }

    /// An object that nobody wrote down, whose digest begins so.
    String orphan(String beginning, Instant modified) {
        String key = new ObjectName(tenant, beginning + "e".repeat(64 - beginning.length()), 0).key();
        plant(key, modified);
        return key;
    }

    void plant(String key, Instant modified) {
        objects.put(key, new ByteArrayInputStream(new byte[10]), 10);
        date(key, modified);
    }

    void date(String key, Instant modified) {
        try {
            Files.setLastModifiedTime(s3.folder().resolve(key), FileTime.from(modified));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Everything that is there now is older than the grace, and a round is due.
    void everythingAges() throws IOException {
        time.pass(GRACE.plus(PAUSE));
        try (Stream<Path> files = Files.walk(s3.folder())) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> date(s3.folder().relativize(file).toString(), Instant.EPOCH));
        }
    }

    List<String> column(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                values.add(result.getString(1));
            }
        }
        return values;
    }

    static String digest(String content) {
        return HexFormat.of().formatHex(SealedBlob.sha256().digest(content.getBytes(StandardCharsets.UTF_8)));
    }
}
