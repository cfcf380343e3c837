package dev.pawl.activities.process;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Starts every program from one thread that never ends: the kernel may be told to end a program with the thread that
/// started it, and threads of pools come and go.
@Singleton
final class Spawner {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("pawl-spawner").daemon().factory());

    Process start(ProcessBuilder program) throws IOException, InterruptedException {
        Future<Process> started = thread.submit(program::start);
        try {
            return started.get();
        } catch (InterruptedException e) {
            endWhenStarted(started);
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw new IOException(failure.getMessage(), failure);
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /// It may be started already while nobody waits for it any more.
    private void endWhenStarted(Future<Process> started) {
        thread.execute(() -> {
            if (started.state() == Future.State.SUCCESS) {
                started.resultNow().destroyForcibly();
            }
        });
    }

    @PreDestroy
    void close() {
        thread.shutdown();
    }
}
