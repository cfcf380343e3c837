package dev.pawl.local.process;

import dev.pawl.local.home.Home;
import dev.pawl.local.part.Part;
import dev.pawl.local.process.PartRecord.State;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// Starts children, so marked and recorded that none is ever lost.
public final class Nursery {

    private final Home home;
    private final PartRecords records;
    private final ConcurrentMap<String, PartRecord> present = new ConcurrentHashMap<>();

    public Nursery(Home home, PartRecords records) {
        this.home = home;
        this.records = records;
    }

    /// Starts a part. Between its birth and its record it is known by its mark; one that cannot be recorded is ended.
    public Child start(Part part, int restarts) throws InterruptedException {
        Launch launch = part.launch().now();
        Child child = Child.start(launch, new Mark(home.root(), part.name()));
        try {
            keep(new PartRecord(
                    part.name(), State.STARTING, child.identity(), launch.command(), part.probe(), restarts, null));
            return child;
        } catch (UncheckedIOException unwritten) {
            child.end(Signal.KILL, Duration.ZERO, new CompletableFuture<>());
            throw unwritten;
        }
    }

    /// Notes that a part is ready.
    public void ready(Part part) {
        move(part, State.READY, null);
    }

    /// Notes that a part has ended, why, and that it will be started again.
    public void waiting(Part part, String why) {
        move(part, State.WAITING, why);
    }

    /// Forgets a part that was ended for good.
    public void forget(Part part) {
        present.remove(part.name());
        records.forget(part.name());
    }

    private void move(Part part, State state, @Nullable String why) {
        PartRecord record = present.get(part.name());
        if (record != null) {
            keep(record.in(state, why));
        }
    }

    private void keep(PartRecord record) {
        present.put(record.name(), record);
        records.write(record);
    }
}
