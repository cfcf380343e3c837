package dev.pawl.local.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/// So many callers at once, each asking again as soon as it is answered.
record Load(int callers, Duration window) {

    private static final Duration WARM_UP = Duration.ofMillis(300);

    /// What one caller does. A refusal is thrown.
    interface Question {
        void ask() throws InterruptedException;
    }

    /// Who is told the rate of each window.
    interface Reader {
        void read(double perSecond);
    }

    /// Asks for a moment unmeasured, then for so many windows.
    void run(int windows, Question question, Reader reader) throws InterruptedException {
        LongAdder answered = new LongAdder();
        AtomicBoolean enough = new AtomicBoolean();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                running.add(executor.submit(() -> {
                    while (!enough.get()) {
                        question.ask();
                        answered.increment();
                    }
                    return null;
                }));
            }
            try {
                Thread.sleep(WARM_UP);
                measure(windows, answered, reader);
            } finally {
                enough.set(true);
            }
            await(running);
        }
    }

    /// Asks so often in all.
    void runTimes(int times, Question question) throws InterruptedException {
        AtomicInteger left = new AtomicInteger(times);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (int caller = 0; caller < callers; caller++) {
                running.add(executor.submit(() -> {
                    while (left.getAndDecrement() > 0) {
                        question.ask();
                    }
                    return null;
                }));
            }
            await(running);
        }
    }

    private static void await(List<Future<?>> running) throws InterruptedException {
        try {
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException refused
                    ? refused
                    : new IllegalStateException(failure.getCause());
        }
    }

    private void measure(int windows, LongAdder answered, Reader reader) throws InterruptedException {
        for (int count = 0; count < windows; count++) {
            long before = answered.sum();
            long begin = System.nanoTime();
            Thread.sleep(window);
            reader.read((answered.sum() - before) * 1e9 / (System.nanoTime() - begin));
        }
    }
}
