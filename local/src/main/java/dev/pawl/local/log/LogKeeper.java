package dev.pawl.local.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Follows the programs' logs for the person at the terminal, and keeps every log from growing without end.
/// It sleeps until the kernel says that a log was written.
public final class LogKeeper implements AutoCloseable {

    private final LogFiles logs;
    private final HouseLog voice;
    private final WatchService watch;
    private final Map<Path, LogTail> tails = new HashMap<>();
    private @Nullable Thread thread;

    public LogKeeper(LogFiles logs, HouseLog voice) {
        this.logs = logs;
        this.voice = voice;
        try {
            this.watch = logs.folder().getFileSystem().newWatchService();
            logs.folder().register(watch, StandardWatchEventKinds.ENTRY_MODIFY);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Passes on what a part writes from now on.
    public void follow(String part) throws IOException {
        tails.put(logs.of(part), new LogTail(logs.of(part), line -> voice.pass(part, line)));
    }

    /// Begins.
    public void start() {
        thread = Thread.ofPlatform().daemon().name("logs").start(this::keep);
    }

    @Override
    public void close() {
        try {
            watch.close();
            if (thread != null) {
                thread.join();
            }
            for (LogTail tail : tails.values()) {
                tail.look();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() {
        try {
            while (true) {
                WatchKey key = watch.take();
                for (WatchEvent<?> event : key.pollEvents()) {
                    if (event.context() instanceof Path name && name.toString().endsWith(".log")) {
                        look(logs.folder().resolve(name));
                    }
                }
                if (!key.reset()) {
                    voice.note("The folder of the logs is gone; they are not followed any more.");
                    return;
                }
            }
        } catch (ClosedWatchServiceException | InterruptedException closed) {
            return;
        }
    }

    private void look(Path log) {
        try {
            LogTail tail = tails.get(log);
            if (tail != null) {
                tail.look();
            }
            logs.trim(log);
        } catch (IOException failure) {
            voice.note("The log " + log + " cannot be read: " + failure.getMessage());
        }
    }
}
