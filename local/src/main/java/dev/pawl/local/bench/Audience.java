package dev.pawl.local.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pawl.local.HouseException;
import dev.pawl.local.bench.wire.Door;
import dev.pawl.local.bench.wire.Watcher;
import dev.pawl.local.bench.wire.Watcher.Told;
import dev.pawl.local.home.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Those who watch one run together, from its first event to its end.
final class Audience implements AutoCloseable {

    private final Door door;
    private final String run;
    private final int size;
    private final CountDownLatch seated;
    private final Queue<Double> millis = new ConcurrentLinkedQueue<>();
    private final AtomicInteger betrayed = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> watching = new ArrayList<>();

    Audience(Door door, String run, int size) {
        this.door = door;
        this.run = run;
        this.size = size;
        this.seated = new CountDownLatch(size);
    }

    /// Returns when all of them watch.
    void sit() throws InterruptedException {
        for (int watcher = 0; watcher < size; watcher++) {
            watching.add(threads.submit(this::watch));
        }
        seated.await();
    }

    /// Returns when the run has ended for all of them.
    void awaitTheEnd() throws InterruptedException {
        for (Future<?> each : watching) {
            try {
                each.get();
            } catch (ExecutionException failure) {
                throw new HouseException("A watcher was cut off (" + failure.getCause() + ").", failure.getCause());
            }
        }
    }

    /// How late each of them was told of each event that happened when all of them watched, in milliseconds.
    List<Double> millis() {
        return List.copyOf(millis);
    }

    /// How many were not told of everything, in its order, each thing once.
    int betrayed() {
        return betrayed.get();
    }

    private Void watch() throws IOException {
        try (Watcher watcher = new Watcher(door.server(), "/v1/runs/" + run + "/events", door.key())) {
            seated.countDown();
            Told told = watcher.next();
            Sequence seen = new Sequence();
            while (told.name().equals("event")) {
                note(told);
                seen.add(Long.parseLong(told.number()));
                told = watcher.next();
            }
            if (!told.name().equals("end") || !seen.isWholeUpTo(Long.parseLong(told.number()))) {
                betrayed.incrementAndGet();
            }
            return null;
        }
    }

    private void note(Told told) {
        try {
            Instant happened =
                    Instant.parse(Json.MAPPER.readTree(told.data()).path("at").asText());
            if (seated.getCount() == 0) {
                millis.add(Duration.between(happened, Instant.now()).toNanos() / 1e6);
            }
        } catch (JsonProcessingException failure) {
            throw new HouseException("A watcher was told something that is no event.", failure);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
