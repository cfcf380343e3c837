package dev.pawl.local.kill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Who has no key for what it asks: what fails, or is late, it takes for not done, and asks for it again under another
/// name.
final class Impatient implements AutoCloseable {

    private static final Duration A_MOMENT = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int TRIES = 3;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> asked = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Shelf shelf;
    private final String wish;

    /// @param shelf by the way of a bad line
    /// @param wish what no other's names begin with
    Impatient(Shelf shelf, String wish) {
        this.shelf = shelf;
        this.wish = wish;
    }

    /// Wants one thing more, and tries it some times.
    void want() throws InterruptedException {
        names.clear();
        for (int tries = 0; tries < TRIES; tries++) {
            String name = "%s, %d.".formatted(wish, asked.size());
            names.add(name);
            Future<?> put = threads.submit(() -> {
                shelf.put(name);
                return name;
            });
            asked.add(put);
            if (isDone(put, A_MOMENT)) {
                return;
            }
        }
    }

    /// How often the last thing is there once nothing is on its way any more.
    long had(Shelf behind) throws Exception {
        for (Future<?> put : asked) {
            isDone(put, PATIENCE);
        }
        long had = 0;
        for (String name : names) {
            had += behind.has(name) ? 1 : 0;
        }
        return had;
    }

    /// A failure says nothing of what became of it.
    private static boolean isDone(Future<?> put, Duration patience) throws InterruptedException {
        try {
            put.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException whoKnows) {
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
