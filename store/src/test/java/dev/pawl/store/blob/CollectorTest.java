package dev.pawl.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.StoreUnavailableException;
import dev.pawl.store.invocation.Ask;
import dev.pawl.store.invocation.Entry;
import dev.pawl.store.invocation.Hold;
import dev.pawl.store.invocation.Invocations;
import dev.pawl.store.run.Runs;
import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingKeys;
import dev.pawl.store.testing.TestingS3;
import dev.pawl.store.testing.TestingStore;
import dev.pawl.store.testing.TestingTime;
import dev.pawl.store.verdict.Verdict;
import dev.pawl.store.verdict.VerdictOutcome;
import dev.pawl.store.verdict.Verdicts;
import dev.pawl.store.workspace.Bundle;
import dev.pawl.store.workspace.Pack;
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
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CollectorTest {

    private static final Duration GRACE = Duration.ofDays(8);
    private static final Duration PAUSE = Duration.ofDays(1);
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final BlobKeys KEYS = TestingKeys.with("k");
    private static final TestingTime TIME = new TestingTime();
    private static final TestingS3 S3 = TestingS3.start();
    private static final TestingDatabase DATABASE = TestingDatabase.fresh();
    private static final Map<String, Object> SETTINGS = TestingStore.both(DATABASE.settings(), S3.settings());
    private static final TestingStore STORE = TestingStore.over(SETTINGS, KEYS, TIME);

    private final Blobs blobs = STORE.get(Blobs.class);
    private final ObjectStore objects = STORE.get(ObjectStore.class);
    private final Collector collector = STORE.get(Collector.class);
    private final Workspaces workspaces = STORE.get(Workspaces.class);
    private final String tenant = TestingStore.newTenant();

    @BeforeEach
    void createARunWithAPaperAndTheFirstRound() throws IOException {
        STORE.get(Runs.class).create(tenant, "run", "bugfix", "A fix");
        put(blobs, "a paper", "text/plain");
        assertThat(collector.collect(tenant, GRACE, PAUSE)).isEmpty();
    }

    @AfterAll
    static void stop() {
        STORE.close();
        S3.close();
    }

    @Test
    void keepsWhatAnyRowRefersTo() throws IOException {
        BlobRef pack = put(blobs, "pack", Blobs.BUNDLE);
        BlobRef bundle = put(blobs, "bundle", Blobs.BUNDLE);
        BlobRef evidence = put(blobs, "evidence", Blobs.BUNDLE);
        BlobRef paper = put(blobs, "a log that only another paper names", "text/plain");
        workspaces.keep(tenant, new Pack("toy", "c0", pack.digest()));
        workspaces.keep(tenant, new Bundle("toy", "c1", "c0", 1, "run", bundle.digest()));
        STORE.get(Verdicts.class)
                .record(
                        tenant,
                        new Verdict(
                                "run",
                                "tree",
                                "tests",
                                VerdictOutcome.PASSED,
                                "none",
                                evidence.digest(),
                                "",
                                "[]",
                                TIME.instant()));
        everythingAges();

        assertThat(collect()).isEqualTo(new Collected(tenant, 0, 0, List.of(), null));

        assertThat(read(pack)).isEqualTo("pack");
        assertThat(read(bundle)).isEqualTo("bundle");
        assertThat(read(evidence)).isEqualTo("evidence");
        assertThat(read(paper)).startsWith("a log");
    }

    @Test
    void keepsATranscriptAsLongAsItsCheckpointIsTheLast() throws IOException {
        BlobRef before = put(blobs, "a turn", Blobs.TRANSCRIPT);
        BlobRef last = put(blobs, "a turn and another", Blobs.TRANSCRIPT);
        Invocations invocations = STORE.get(Invocations.class);
        Ask asked = new Ask("input", null, TIME.instant());
        Hold hold = ((Entry.Held) invocations.begin(tenant, "run", "fix/1", asked)).hold();
        invocations.checkpoint(hold, "{\"turn\": 1}", before.digest());
        invocations.checkpoint(hold, "{\"turn\": 2}", last.digest());
        invocations.checkpoint(hold, "{\"turn\": 2, \"handed\": \"over\"}");
        everythingAges();

        assertThat(collect().objects()).isOne();

        assertThat(read(last)).isEqualTo("a turn and another");
        assertThatThrownBy(() -> read(before)).isInstanceOf(BlobMissingException.class);
        assertThatThrownBy(() -> invocations.checkpoint(hold, "{}", before.digest()))
                .hasMessageContaining("was collected before anything referred to it");

        invocations.begin(tenant, "run", "fix/1", new Ask("other input", null, TIME.instant()));
        assertThat(invocations.find(tenant, "run", "fix/1").orElseThrow().transcript())
                .isNull();
    }

    @Test
    void takesABundleThatNothingRefersToAfterTheGraceAndNotBefore() throws IOException {
        BlobRef bundle = put(blobs, "a bundle that was too large to be kept", Blobs.BUNDLE);
        long size = new BlobSeal(bundle.digest(), bundle.size()).storedSize();

        TIME.pass(GRACE);
        assertThat(collect().objects()).isZero();
        assertThat(read(bundle)).startsWith("a bundle");

        TIME.pass(PAUSE);
        assertThat(collect()).isEqualTo(new Collected(tenant, 1, size, List.of(), null));
        assertThat(blobs.find(tenant, bundle.digest())).isEmpty();
        assertThat(objects.size(name(bundle, 0))).isEmpty();
        assertThatThrownBy(() -> read(bundle)).isInstanceOf(BlobMissingException.class);
    }

    @Test
    void takesAnObjectWhoseRowWasNeverWrittenAfterTheGraceAndNotBefore() {
        String old = orphan("a", TIME.instant().minus(GRACE).minusSeconds(1));
        String young = orphan("b", TIME.instant());

        TIME.pass(PAUSE);
        collect();

        assertThat(objects.size(old)).isEmpty();
        assertThat(objects.size(young)).isPresent();
    }

    @Test
    void leavesAloneAndSaysWhatItDoesNotKnow() throws IOException {
        List<String> strange = List.of("aa/README", "bb/" + "a".repeat(64), "notes");
        for (String name : strange) {
            plant(tenant + "/" + name, Instant.EPOCH);
        }
        plant("Lost+Found/thing", Instant.EPOCH);
        plant("thing", Instant.EPOCH);
        everythingAges();

        assertThat(collect().strangers())
                .containsExactlyElementsOf(
                        strange.stream().map(name -> tenant + "/" + name).toList());
        assertThat(collector.ground().tenants()).contains(tenant);
        assertThat(collector.ground().strangers()).containsExactlyInAnyOrder("Lost+Found", "thing");
        for (String name : strange) {
            assertThat(objects.size(tenant + "/" + name)).isPresent();
        }
        assertThat(objects.size("Lost+Found/thing")).isPresent();
    }

    @Test
    void keepsABlobThatWasPutAgain() throws IOException {
        BlobRef bundle = put(blobs, "put twice", Blobs.BUNDLE);
        everythingAges();
        put(blobs, "put twice", Blobs.BUNDLE);

        assertThat(collect().objects()).isZero();

        assertThat(read(bundle)).isEqualTo("put twice");
    }

    @Test
    void keepsABundleThatIsAlsoAPaper() throws IOException {
        BlobRef bundle = put(blobs, "both", Blobs.BUNDLE);
        put(blobs, "both", "text/plain");
        everythingAges();

        assertThat(collect().objects()).isZero();

        assertThat(read(bundle)).isEqualTo("both");
    }

    @Test
    void harmsNothingThatIsPutAgainBeforeALateRemovalArrives() throws IOException {
        BlobRef bundle = put(blobs, "put again", Blobs.BUNDLE);
        everythingAges();
        dieBeforeTheRemoval();

        put(blobs, "put again", Blobs.BUNDLE);
        objects.remove(name(bundle, 0));

        assertThat(read(bundle)).isEqualTo("put again");
        assertThat(objects.size(name(bundle, 1))).isPresent();
    }

    @Test
    void sendsAgainWhatWasUsedUpWhileItWasSent() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        BlobRef ref = new BlobRef(digest("in flight"), "in flight".length(), Blobs.BUNDLE);
        // Asked first whether the blob is there, then when it was sent: in between a round goes by.
        InstantSource slow = () -> {
            if (asked.incrementAndGet() == 2) {
                date(name(ref, 0), Instant.EPOCH);
                TIME.pass(PAUSE);
                assertThat(collect().objects()).isOne();
            }
            return TIME.instant();
        };

        try (TestingStore worker = TestingStore.over(SETTINGS, KEYS, slow)) {
            put(worker.get(Blobs.class), "in flight", Blobs.BUNDLE);
        }

        assertThat(read(ref)).isEqualTo("in flight");
        assertThat(objects.size(name(ref, 1))).isPresent();
    }

    @Test
    void refusesToReferToWhatWasCollected() throws IOException {
        BlobRef bundle = put(blobs, "slept too long", Blobs.BUNDLE);
        everythingAges();
        assertThat(collect().objects()).isOne();

        assertThatThrownBy(() -> workspaces.keep(tenant, new Bundle("toy", "c1", "c0", 1, "run", bundle.digest())))
                .hasMessageContaining("Put it again");
        assertThatThrownBy(() -> workspaces.keep(tenant, new Pack("toy", "c0", bundle.digest())))
                .hasMessageContaining("Put it again");

        put(blobs, "slept too long", Blobs.BUNDLE);
        workspaces.keep(tenant, new Bundle("toy", "c1", "c0", 1, "run", bundle.digest()));
        assertThat(read(bundle)).isEqualTo("slept too long");
    }

    /// No grace at all, and all of them take away at once: what keeps blobs whole is neither the time nor the turn.
    @Test
    void losesNothingToAnyRace() throws InterruptedException, ExecutionException, IOException {
        AtomicInteger number = new AtomicInteger();
        AtomicLong taken = new AtomicLong();
        Callable<List<Bundle>> worker = () -> {
            List<Bundle> kept = new ArrayList<>();
            while (kept.size() < 20) {
                try {
                    work(number.incrementAndGet(), taken).ifPresent(kept::add);
                } catch (StoreUnavailableException passing) {
                    // The embedded store says so where a folder goes with its last object while one is put there.
                    Thread.onSpinWait();
                }
            }
            return kept;
        };

        List<Bundle> kept = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<List<Bundle>> work :
                    threads.invokeAll(Stream.generate(() -> worker).limit(5).toList())) {
                kept.addAll(work.get());
            }
        }

        assertThat(kept).hasSize(100);
        assertThat(taken).hasPositiveValue();
        for (Bundle bundle : kept) {
            assertThat(read(blobs.find(tenant, bundle.blob()).orElseThrow())).startsWith("bytes ");
        }
    }

    @Test
    void letsOnlyOneGoRound() throws IOException, InterruptedException, ExecutionException {
        for (int number = 0; number < 20; number++) {
            put(blobs, "bundle " + number, Blobs.BUNDLE);
        }
        everythingAges();
        try (TestingStore other = TestingStore.over(SETTINGS, KEYS, TIME);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Optional<Collected>>> both = Stream.of(collector, other.get(Collector.class))
                    .<Callable<Optional<Collected>>>map(one -> () -> one.collect(tenant, GRACE, PAUSE))
                    .toList();

            List<Collected> went = new ArrayList<>();
            for (Future<Optional<Collected>> one : threads.invokeAll(both)) {
                one.get().ifPresent(went::add);
            }

            assertThat(went).extracting(Collected::objects).containsExactly(20L);
        }
        assertThat(collector.collect(tenant, GRACE, PAUSE)).isEmpty();
    }

    @Test
    void goesOnWhereOneDiedBetweenGivingUpAndRemoving() throws IOException {
        BlobRef bundle = put(blobs, "given up", Blobs.BUNDLE);
        everythingAges();
        dieBeforeTheRemoval();
        assertThat(objects.size(name(bundle, 0))).isPresent();
        assertThat(collector.collect(tenant, GRACE, PAUSE)).isEmpty();

        TIME.pass(LEASE);

        assertThat(collector.collect(tenant, GRACE, PAUSE).orElseThrow().objects())
                .isOne();
        assertThat(objects.size(name(bundle, 0))).isEmpty();
    }

    @Test
    void goesOnFromThePageThatOneReached() throws IOException, SQLException {
        String first = orphan("0", Instant.EPOCH);
        String last = orphan("f", Instant.EPOCH);
        everythingAges();
        try (Connection owner = DATABASE.owner();
                Statement statement = owner.createStatement()) {
            statement.execute(
                    "update collections set place = '%s/7', objects = 5 where tenant = '%s'".formatted(tenant, tenant));
        }

        assertThat(collect().objects()).isOne();
        assertThat(objects.size(first)).isPresent();
        assertThat(objects.size(last)).isEmpty();
        assertThat(column("select objects from collections where tenant = '" + tenant + "'"))
                .containsExactly("6");

        TIME.pass(PAUSE);
        assertThat(collect().objects()).isOne();
        assertThat(objects.size(first)).isEmpty();
    }

    @Test
    void takesNothingFromATenantOfWhomItKnowsNothing() {
        String unknown = TestingStore.newTenant();
        String key = unknown + "/aa/" + "a".repeat(64);
        plant(key, Instant.EPOCH);
        assertThat(collector.collect(unknown, GRACE, Duration.ZERO)).isEmpty();

        assertThat(collector.collect(unknown, GRACE, PAUSE).orElseThrow().doubt())
                .contains("The database knows nothing");
        assertThat(objects.size(key)).isPresent();
    }

    @Test
    void takesNothingWhereMostSeemsToBeGarbage() {
        List<String> orphans = new ArrayList<>();
        for (int number = 0; number < 101; number++) {
            orphans.add(orphan("%03x".formatted(number), Instant.EPOCH));
        }
        TIME.pass(PAUSE);

        Collected doubtful = collect();

        assertThat(doubtful.objects()).isZero();
        assertThat(doubtful.doubt()).contains("Of 102 objects").contains("does not know 101");
        assertThat(orphans).allSatisfy(key -> assertThat(objects.size(key)).isPresent());
    }

    @Test
    void endsWhenItIsTold() throws IOException, InterruptedException {
        BlobRef bundle = put(blobs, "a round is interrupted", Blobs.BUNDLE);
        everythingAges();
        List<RuntimeException> ends = new ArrayList<>();

        Thread round = new Thread(() -> {
            Thread.currentThread().interrupt();
            try {
                collector.collect(tenant, GRACE, PAUSE);
            } catch (RuntimeException end) {
                ends.add(end);
            }
        });
        round.start();
        round.join();

        assertThat(ends).hasSize(1);
        assertThat(objects.size(name(bundle, 0))).isPresent();
    }

    /// A row that refers to blobs in a way that the collector does not ask about would lose what it refers to.
    @Test
    void asksEveryRowThatCanReferToABlob() throws SQLException {
        assertThat(column("""
                        select conrelid::regclass::text from pg_constraint
                        where confrelid = 'blobs'::regclass and contype = 'f' order by 1""")).containsExactly("bundles", "invocations", "packs", "verdicts");
    }

    /// PostgreSQL has given up what nothing refers to, and the object store hears nothing of it.
    private void dieBeforeTheRemoval() {
        S3.stop();
        try {
            assertThatThrownBy(this::collect).isInstanceOf(StoreUnavailableException.class);
        } finally {
            S3.restart();
        }
    }

    private Collected collect() {
        return collector.collect(tenant, GRACE, PAUSE).orElseThrow();
    }

    /// Puts what a neighbour puts too. Every second takes away what nothing refers to yet, its own as well; the others
    /// refer to theirs, if it is there still.
    private Optional<Bundle> work(int number, AtomicLong taken) throws IOException, DoubtException {
        BlobRef ref = put(blobs, "bytes " + number / 3, Blobs.BUNDLE);
        if (number % 2 == 0) {
            Garbage garbage = STORE.get(Garbage.class);
            Instant any = TIME.instant().plus(GRACE);
            taken.addAndGet(garbage.takeUnwanted(tenant, any).objects());
            taken.addAndGet(
                    garbage.sift(tenant, objects.page(tenant + "/", ""), any).objects());
            return Optional.empty();
        }
        try {
            return Optional.of(workspaces.keep(tenant, new Bundle("toy", "c" + number, "c0", 1, "run", ref.digest())));
        } catch (IllegalStateException collected) {
            assertThat(collected).hasMessageContaining("Put it again");
            return Optional.empty();
        }
    }

    private BlobRef put(Blobs into, String content, String mediaType) throws IOException {
        return into.put(tenant, new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), mediaType);
    }

    private String read(BlobRef ref) throws IOException {
        try (InputStream stream = blobs.open(tenant, ref)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String digest(String content) {
        return HexFormat.of().formatHex(SealedBlob.sha256().digest(content.getBytes(StandardCharsets.UTF_8)));
    }

    private String name(BlobRef ref, int edition) {
        return new ObjectName(tenant, ref.digest(), edition).key();
    }

    /// An object that nobody wrote down, whose digest begins so.
    private String orphan(String beginning, Instant modified) {
        String key = new ObjectName(tenant, beginning + "e".repeat(64 - beginning.length()), 0).key();
        plant(key, modified);
        return key;
    }

    private void plant(String key, Instant modified) {
        objects.put(key, new ByteArrayInputStream(new byte[10]), 10);
        date(key, modified);
    }

    private static void date(String key, Instant modified) {
        try {
            Files.setLastModifiedTime(S3.folder().resolve(key), FileTime.from(modified));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Everything that is there now is older than the grace, and a round is due.
    private static void everythingAges() throws IOException {
        TIME.pass(GRACE.plus(PAUSE));
        try (Stream<Path> files = Files.walk(S3.folder())) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> date(S3.folder().relativize(file).toString(), Instant.EPOCH));
        }
    }

    private static List<String> column(String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Connection owner = DATABASE.owner();
                Statement statement = owner.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                values.add(result.getString(1));
            }
        }
        return values;
    }
}
