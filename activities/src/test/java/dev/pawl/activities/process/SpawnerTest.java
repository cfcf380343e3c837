package dev.pawl.activities.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// Programs whose kernel is told to end them with the thread that started them, as a sandbox's is.
final class SpawnerTest {

    private static final ProcessBuilder SLEEPER = new ProcessBuilder("setpriv", "--pdeathsig", "KILL", "sleep", "60");

    @AutoClose("close")
    private final Spawner spawner = new Spawner();

    @Test
    void letsAProgramOutliveWhoeverAskedForIt() throws Exception {
        Process program = onAThreadThatEnds(() -> spawner.start(SLEEPER));
        Process later = onAThreadThatEnds(() -> spawner.start(SLEEPER));
        try {
            assertThat(program.waitFor(1, TimeUnit.SECONDS)).isFalse();
            assertThat(later.isAlive()).isTrue();
        } finally {
            program.destroyForcibly();
            later.destroyForcibly();
        }
    }

    /// The control.
    @Test
    void itWouldDieWithAThreadOfItsOwn() throws Exception {
        Process program = onAThreadThatEnds(SLEEPER::start);

        assertThat(program.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(program.exitValue()).as("128 and KILL").isEqualTo(137);
    }

    private static Process onAThreadThatEnds(Callable<Process> start) throws Exception {
        CompletableFuture<Process> started = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                Process program = start.call();
                // The kernel is asked by the program itself, once it runs.
                while (!program.info().command().orElse("").endsWith("sleep")) {
                    Thread.sleep(5);
                }
                started.complete(program);
            } catch (Exception e) {
                started.completeExceptionally(e);
            }
        });
        Process program = started.get(20, TimeUnit.SECONDS);
        thread.join();
        return program;
    }
}
