package dev.pawl.local.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Follows the programs' logs for the person at the terminal, and keeps every log from growing without end.
/// It sleeps until the kernel says that a log was written; where the kernel watches no more folders, it looks now and
/// then.
public final class LogKeeper implements AutoCloseable {

    private static final Duration NOW_AND_THEN = Duration.ofMillis(500);

    private final LogFiles logs;
    private final HouseLog voice;
    private final @Nullable WatchService watch;
    private final Map<Path, LogTail> tails = new HashMap<>();
    private final Thread thread;

    public LogKeeper(LogFiles logs, HouseLog voice) {
        this(logs, voice, watch(logs.folder()));
    }

    LogKeeper(LogFiles logs, HouseLog voice, @Nullable WatchService watch) {
        this.logs = logs;
        this.voice = voice;
        this.watch = watch;
        this.thread = Thread.ofPlatform().daemon().name("logs").unstarted(this::keep);
    }

    /// Passes on what a part writes from now on.
    public synchronized void follow(String part) throws IOException {
        tails.put(logs.of(part), new LogTail(logs.of(part), line -> voice.pass(part, line)));
    }

    /// Begins.
    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        try {
            if (watch != null) {
                watch.close();
            }
            thread.interrupt();
            thread.join();
            look();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() {
        try {
            while (awaitChange()) {
                look();
            }
            voice.note("The folder of the logs is gone; they are not followed any more.");
        } catch (ClosedWatchServiceException | ClosedByInterruptException | InterruptedException closed) {
            return;
        } catch (IOException failure) {
            voice.note("The logs cannot be read and are not followed any more: " + failure.getMessage());
        }
    }

    private boolean awaitChange() throws InterruptedException {
        if (watch == null) {
            Thread.sleep(NOW_AND_THEN);
            return Files.isDirectory(logs.folder());
        }
        WatchKey key = watch.take();
        key.pollEvents().clear();
        return key.reset();
    }

    private synchronized void look() throws IOException {
        for (LogTail tail : tails.values()) {
            tail.look();
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(logs.folder(), "*.log")) {
            for (Path log : all) {
                logs.trim(log);
            }
        }
    }

    private static @Nullable WatchService watch(Path folder) {
        try {
            WatchService service = folder.getFileSystem().newWatchService();
            folder.register(service, StandardWatchEventKinds.ENTRY_MODIFY);
            return service;
        } catch (IOException tooManyAreWatched) {
            return null;
        }
    }
}
