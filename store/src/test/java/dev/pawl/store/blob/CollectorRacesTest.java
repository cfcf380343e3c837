package dev.pawl.store.blob;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.StoreUnavailableException;
import dev.pawl.store.testing.TestingStore;
import dev.pawl.store.workspace.Bundle;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The collector among others: whoever puts, collects, dies or goes on meanwhile, nothing is lost.
final class CollectorRacesTest extends CollectingTest {

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
                time.pass(PAUSE);
                assertThat(collect().objects()).isOne();
            }
            return time.instant();
        };

        try (TestingStore worker = TestingStore.over(settings, KEYS, slow)) {
            put(worker.get(Blobs.class), "in flight", Blobs.BUNDLE);
        }

        assertThat(read(ref)).isEqualTo("in flight");
        assertThat(objects.size(name(ref, 1))).isPresent();
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
        try (TestingStore other = TestingStore.over(settings, KEYS, time);
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

        time.pass(LEASE);

        assertThat(collector.collect(tenant, GRACE, PAUSE).orElseThrow().objects())
                .isOne();
        assertThat(objects.size(name(bundle, 0))).isEmpty();
    }

    @Test
    void goesOnFromThePageThatOneReached() throws IOException, SQLException {
        String first = orphan("0", Instant.EPOCH);
        String last = orphan("f", Instant.EPOCH);
        everythingAges();
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            statement.execute(
                    "update collections set place = '%s/7', objects = 5 where tenant = '%s'".formatted(tenant, tenant));
        }

        assertThat(collect().objects()).isOne();
        assertThat(objects.size(first)).isPresent();
        assertThat(objects.size(last)).isEmpty();
        assertThat(column("select objects from collections where tenant = '" + tenant + "'"))
                .containsExactly("6");

        time.pass(PAUSE);
        assertThat(collect().objects()).isOne();
        assertThat(objects.size(first)).isEmpty();
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

    /// Puts what a neighbour puts too. Every second takes away what nothing refers to yet, its own as well; the others
    /// refer to theirs, if it is there still.
    private Optional<Bundle> work(int number, AtomicLong taken) throws IOException, DoubtException {
        BlobRef ref = put(blobs, "bytes " + number / 3, Blobs.BUNDLE);
        if (number % 2 == 0) {
            Garbage garbage = store.get(Garbage.class);
            Instant any = time.instant().plus(GRACE);
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
}
