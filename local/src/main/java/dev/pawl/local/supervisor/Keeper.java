package dev.pawl.local.supervisor;

import dev.pawl.local.HouseException;
import dev.pawl.local.log.HouseLog;
import dev.pawl.local.log.LogFiles;
import dev.pawl.local.part.Part;
import dev.pawl.local.process.Child;
import dev.pawl.local.process.Exit;
import dev.pawl.local.process.Nursery;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Keeps one part alive: starts it, and starts it again whenever it ends, until it is told to close.
/// A part that ends before it was ever ready is not tried again: opening the house has failed.
final class Keeper {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Part part;
    private final Nursery nursery;
    private final HouseLog log;
    private final CompletableFuture<Duration> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private final Backoff backoff = new Backoff();
    private final Thread thread;
    private @Nullable Child child;

    Keeper(Part part, Nursery nursery, HouseLog log) {
        this.part = part;
        this.nursery = nursery;
        this.log = log;
        this.thread =
                Thread.ofPlatform().daemon().name("keeper of " + part.name()).unstarted(this::run);
    }

    Part part() {
        return part;
    }

    /// Starts the part for the first time; completes with the time it took to be ready.
    CompletableFuture<Duration> open() {
        thread.start();
        return ready;
    }

    /// Ends the part for good. `hurry` cuts its time to end in order short.
    void close(CompletableFuture<?> hurry) throws InterruptedException {
        Child last;
        synchronized (this) {
            closing.complete(null);
            last = child;
        }
        if (last != null) {
            last.end(part.stop().signal(), part.stop().grace(), hurry);
        }
        thread.join();
        nursery.forget(part);
    }

    private void run() {
        try {
            for (int restarts = 0; !closing.isDone(); restarts++) {
                live(restarts);
            }
        } catch (InterruptedException | RuntimeException failure) {
            ready.completeExceptionally(failure);
            log.note(part.name() + " is not kept alive any more: " + failure);
        }
    }

    /// One life of the part, and the pause after it.
    private void live(int restarts) throws InterruptedException {
        long birth = System.nanoTime();
        String end = oneLife(restarts, birth);
        if (closing.isDone()) {
            return;
        }
        if (!ready.isDone()) {
            closing.complete(null);
            ready.completeExceptionally(new HouseException(failure(end)));
            return;
        }
        Duration pause = backoff.after(since(birth));
        writeDown(() -> nursery.waiting(part, end));
        log.note(part.name() + " " + end + ". It starts again in " + seconds(pause) + "; its log: "
                + part.launch().log());
        sleep(pause);
    }

    /// Answers with why it ended.
    private String oneLife(int restarts, long birth) throws InterruptedException {
        try {
            return liveToTheEnd(restarts, birth);
        } catch (HouseException failure) {
            return "could not be started: " + failure.sentence();
        } catch (RuntimeException failure) {
            return "could not be kept: " + failure;
        }
    }

    private String liveToTheEnd(int restarts, long birth) throws InterruptedException {
        Child born = begin(restarts);
        if (born == null) {
            return "was closed";
        }
        Optional<String> trouble = new Readiness(PATIENCE).await(part, born, closing);
        if (trouble.isPresent()) {
            born.end(part.stop().signal(), part.stop().grace(), closing);
            return trouble.get();
        }
        if (born.await(Duration.ZERO).isEmpty() && !closing.isDone()) {
            writeDown(() -> nursery.ready(part));
            if (!ready.complete(since(birth))) {
                log.note(part.name() + " is ready again after " + seconds(since(birth)) + ".");
            }
        }
        Exit exit = born.await();
        return "ended: " + exit.reason();
    }

    /// Not while the house closes: a child born then would be nobody's.
    private synchronized @Nullable Child begin(int restarts) throws InterruptedException {
        if (closing.isDone()) {
            return null;
        }
        part.preparation().run();
        child = nursery.start(part, restarts);
        return child;
    }

    /// A full disk is no reason to let the part go.
    private void writeDown(Runnable state) {
        try {
            state.run();
        } catch (UncheckedIOException unwritten) {
            log.note("How " + part.name() + " is could not be written down: " + unwritten.getMessage());
        }
    }

    private void sleep(Duration pause) throws InterruptedException {
        try {
            closing.get(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException itIsTime) {
            return;
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String failure(String end) {
        return part.name() + " " + end + ". The end of its log " + part.launch().log() + ":\n  "
                + String.join("\n  ", LogFiles.lastLines(part.launch().log()));
    }

    private static Duration since(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime);
    }

    static String seconds(Duration duration) {
        return String.format("%.1f s", duration.toMillis() / 1000.0);
    }
}
