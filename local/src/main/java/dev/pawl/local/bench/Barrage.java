package dev.pawl.local.bench;

import dev.pawl.local.HouseException;
import dev.pawl.local.bench.wire.Answer;
import dev.pawl.local.bench.wire.Ask;
import dev.pawl.local.bench.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// So many callers at once, each with a connection of its own, asking again as soon as it is answered. A refusal is
/// thrown.
///
/// @param reader who is shown every answer, the unmeasured ones too
record Barrage(URI server, int callers, Supplier<Ask> question, Consumer<Answer> reader) {

    private static final Duration WARM_UP = Duration.ofMillis(500);

    /// What goes on in each window, besides.
    interface Window {
        void measured(double perSecond, CpuTime spent);
    }

    /// Asks for a moment unmeasured, then for so many windows.
    void measure(int windows, Duration length, Household household, Window window) throws InterruptedException {
        LongAdder answered = new LongAdder();
        AtomicBoolean enough = new AtomicBoolean();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> asking = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                asking.add(executor.submit(() -> ask(answered, enough)));
            }
            try {
                Thread.sleep(WARM_UP);
                for (int count = 0; count < windows; count++) {
                    measure(length, household, answered, window);
                }
            } finally {
                enough.set(true);
            }
            for (Future<?> each : asking) {
                each.get();
            }
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof HouseException refused
                    ? refused
                    : new HouseException("A caller was cut off (" + failure.getCause() + ").", failure.getCause());
        }
    }

    private Void ask(LongAdder answered, AtomicBoolean enough) throws IOException {
        try (Wire wire = new Wire(server)) {
            while (!enough.get()) {
                reader.accept(wire.ask(question.get()).required());
                answered.increment();
            }
        }
        return null;
    }

    private static void measure(Duration length, Household household, LongAdder answered, Window window)
            throws InterruptedException {
        CpuTime spent = household.spent();
        long before = answered.sum();
        long begin = System.nanoTime();
        Thread.sleep(length);
        double seconds = (System.nanoTime() - begin) / 1e9;
        window.measured((answered.sum() - before) / seconds, household.spent().since(spent, seconds));
    }
}
