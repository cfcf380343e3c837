package dev.pawl.local;

import dev.pawl.local.log.HouseLog;
import dev.pawl.local.log.LogFiles;
import dev.pawl.local.part.Part;
import dev.pawl.local.process.Child;
import dev.pawl.local.process.Exit;
import dev.pawl.local.process.Nursery;
import dev.pawl.local.process.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Brings the database to the programs' version before they start.
final class Migration {

    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Nursery nursery;
    private final HouseLog log;

    Migration(Nursery nursery, HouseLog log) {
        this.nursery = nursery;
        this.log = log;
    }

    /// Runs it to its end; its own sentence is passed on.
    void run(Part part) throws InterruptedException {
        Child child = nursery.start(part, 0);
        try {
            Optional<Exit> exit = child.await(PATIENCE);
            List<String> lines = LogFiles.lastLines(part.launch().log());
            if (exit.filter(Exit::isSuccess).isEmpty()) {
                String reason = exit.map(Exit::reason).orElse("not done after " + PATIENCE.toMinutes() + " minutes");
                throw new HouseException(
                        "The database could not be migrated (" + reason + "):\n  " + String.join("\n  ", lines));
            }
            if (!lines.isEmpty()) {
                log.say("  " + lines.getLast());
            }
        } finally {
            child.end(Signal.KILL, Duration.ofSeconds(5), new CompletableFuture<>());
            nursery.forget(part);
        }
    }
}
