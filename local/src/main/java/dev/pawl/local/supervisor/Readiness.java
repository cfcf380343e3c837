package dev.pawl.local.supervisor;

import dev.pawl.local.part.Health;
import dev.pawl.local.part.Part;
import dev.pawl.local.port.Sockets;
import dev.pawl.local.process.Child;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Waits until a child is really ready: itself listening on its ports, and healthy when asked.
public final class Readiness {

    private static final Duration SHORTEST = Duration.ofMillis(40);
    private static final Duration LONGEST = Duration.ofMillis(500);

    private final Duration patience;

    public Readiness(Duration patience) {
        this.patience = patience;
    }

    /// Nothing when the child is ready, has ended or need not be waited for any more; else why patience ran out.
    public Optional<String> await(Part part, Child child, CompletableFuture<?> givenUp) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        Duration pause = SHORTEST;
        while (child.await(pause).isEmpty() && !givenUp.isDone()) {
            Health health = ask(part, child);
            if (health instanceof Health.Up) {
                return Optional.empty();
            }
            if (health instanceof Health.Down(String reason) && System.nanoTime() > deadline) {
                return Optional.of("was not ready after " + patience.toSeconds() + " s: " + reason);
            }
            pause = pause.multipliedBy(5).dividedBy(4);
            pause = pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
        }
        return Optional.empty();
    }

    private static Health ask(Part part, Child child) {
        return Sockets.listens(child.identity().pid(), part.probe().ports())
                ? part.probe().ask()
                : new Health.Down("it does not listen on " + part.probe().ports());
    }
}
