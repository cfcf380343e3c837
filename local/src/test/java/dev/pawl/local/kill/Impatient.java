package dev.pawl.local.kill;

import dev.pawl.local.kill.FaultyLine.Weather;
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

    /// It waits so many times as long as it took in fine weather, and a slow line takes twice as long as that.
    private static final int TIMES = 5;

    private static final Duration AT_LEAST = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /// Most tries over a line that cuts are lost on their way there.
    private static final int TRIES = 8;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> asked = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final Shelf shelf;
    private final Weather weather;
    private Duration patience = PATIENCE;
    private String load = load(AT_LEAST);

    /// @param shelf by the way of a bad line
    /// @param weather what becomes of that line; no other's names begin with it
    Impatient(Shelf shelf, Weather weather) {
        this.shelf = shelf;
        this.weather = weather;
    }

    /// Wants something while the line is fine, and takes how long that takes for the measure. The first thing is none:
    /// its client is new.
    void learn() throws InterruptedException {
        want();
        long begun = System.nanoTime();
        want();
        Duration taken = Duration.ofNanos(System.nanoTime() - begun).multipliedBy(TIMES);
        patience = taken.compareTo(AT_LEAST) < 0 ? AT_LEAST : taken;
        load = switch (weather) {
            case SLOW -> load(patience);
            // The more there is to say, the more is cut off before all is said: then there is nothing to have twice.
            case FINE, CUT, SILENT -> load;
        };
    }

    private static String load(Duration patience) {
        return "x".repeat(FaultyLine.load(patience.multipliedBy(2)));
    }

    /// Wants one thing more, and tries it some times.
    void want() throws InterruptedException {
        names.clear();
        for (int tries = 0; tries < TRIES; tries++) {
            String name = "%s, %d.".formatted(weather, asked.size());
            names.add(name);
            Future<?> put = threads.submit(() -> {
                shelf.put(name, load);
                return name;
            });
            asked.add(put);
            if (isDone(put, patience)) {
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
