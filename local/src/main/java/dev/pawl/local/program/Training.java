package dev.pawl.local.program;

import dev.pawl.local.HouseException;
import dev.pawl.local.log.HouseLog;
import dev.pawl.local.part.Part;
import dev.pawl.local.process.Child;
import dev.pawl.local.process.Nursery;
import dev.pawl.local.supervisor.Readiness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Trains missing caches while the house is open, one after the other and with the lowest priority, so that the next
/// start
/// is fast. A further process of each program runs until it is ready and is ended, and its JVM writes the cache.
public final class Training {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final List<Lesson> lessons;
    private final Nursery nursery;
    private final HouseLog log;
    private final CompletableFuture<Void> closing = new CompletableFuture<>();
    private @Nullable Thread thread;

    public Training(List<Lesson> lessons, Nursery nursery, HouseLog log) {
        this.lessons = List.copyOf(lessons);
        this.nursery = nursery;
        this.log = log;
    }

    /// One cache, and the process that trains it; one that ends by itself needs no readiness.
    public record Lesson(Cache cache, Part part, boolean endsByItself) {}

    /// Begins in the background, if there is anything to train.
    public void start() {
        if (!lessons.isEmpty()) {
            thread = Thread.ofPlatform().daemon().name("training").start(this::run);
        }
    }

    /// Ends it, also in the middle of a lesson.
    public void end() throws InterruptedException {
        closing.complete(null);
        if (thread != null) {
            thread.join();
        }
    }

    private void run() {
        try {
            int learned = 0;
            for (Lesson lesson : lessons) {
                learned += !closing.isDone() && take(lesson) ? 1 : 0;
            }
            if (learned > 0) {
                log.note("Start-up caches are made (" + learned + " of " + lessons.size()
                        + "): the next start is faster.");
            }
        } catch (InterruptedException | IOException | UncheckedIOException failure) {
            log.note("Start-up caches were not made: " + failure + ". The house works without them.");
        }
    }

    private boolean take(Lesson lesson) throws InterruptedException, IOException {
        lesson.cache().discard();
        try {
            lesson.part().preparation().run();
            Child child = nursery.start(lesson.part(), 0);
            if (!lesson.endsByItself()) {
                new Readiness(PATIENCE).await(lesson.part(), child, closing);
                lesson.part().stop().signal().send(child.identity());
            }
            CompletableFuture.anyOf(child.onExit(), closing).join();
            child.end(lesson.part().stop().signal(), Duration.ZERO, closing);
            return !closing.isDone() && lesson.cache().settle();
        } catch (HouseException failure) {
            log.note("A start-up cache was not made: " + failure.sentence());
            return false;
        } finally {
            lesson.cache().discard();
            nursery.forget(lesson.part());
        }
    }
}
