package dev.pawl.local;

import dev.pawl.local.home.Home;
import dev.pawl.local.part.Part;
import dev.pawl.local.process.Child;
import dev.pawl.local.process.Exit;
import dev.pawl.local.process.Mark;
import dev.pawl.local.process.ProcessIdentity;
import dev.pawl.local.process.Signal;
import dev.pawl.local.supervisor.Readiness;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// One part that a test runs by itself.
public final class Running implements AutoCloseable {

    private final Part part;
    private final Child child;

    private Running(Part part, Child child) {
        this.part = part;
        this.child = child;
    }

    /// Starts a part and waits until it is ready.
    public static Running start(Home home, Part part) throws InterruptedException {
        part.preparation().run();
        Child child = Child.start(part.launch(), new Mark(home.root(), part.name()));
        Running running = new Running(part, child);
        Optional<String> trouble = running.trouble();
        if (trouble.isPresent() || !child.identity().isAlive()) {
            running.close();
            throw new AssertionError(part.name() + " is not ready: " + trouble.orElse("it ended") + " "
                    + dev.pawl.local.log.LogFiles.lastLines(part.launch().log()));
        }
        return running;
    }

    /// Nothing is left of what nobody waits for any more.
    private Optional<String> trouble() throws InterruptedException {
        try {
            return new Readiness(Duration.ofMinutes(2)).await(part, child, new CompletableFuture<>());
        } catch (InterruptedException interrupted) {
            close();
            throw interrupted;
        }
    }

    public ProcessIdentity identity() {
        return child.identity();
    }

    /// Its process.
    public long pid() {
        return child.identity().pid();
    }

    /// Ends it in order.
    public Exit stop() throws InterruptedException {
        return child.end(part.stop().signal(), part.stop().grace(), new CompletableFuture<>());
    }

    /// Kills it.
    public void kill() throws InterruptedException {
        Signal.KILL.send(child.identity());
        child.await();
    }

    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
