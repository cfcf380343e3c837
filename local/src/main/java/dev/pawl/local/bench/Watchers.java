package dev.pawl.local.bench;

import dev.pawl.local.bench.wire.Door;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.process.Proc;
import java.time.Duration;

/// One run, watched by one and then one like it by many: how much later these are told of an event, what each of them
/// costs the gateway, and whether all are told of everything. A run tells something of itself twice a second.
final class Watchers {

    private static final int MANY = 1000;
    private static final int TURNS = 3;
    private static final int ROUNDS = 20;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String LATENCY = "SSE: until %s told of an event";
    private static final String BETRAYED = "SSE: watchers who were not told of everything once";

    private final GuestHouse house;
    private final Figures figures;

    Watchers(GuestHouse house, Figures figures) {
        this.house = house;
        this.figures = figures;
    }

    void measure() throws InterruptedException {
        figures.expect(BETRAYED, Goal.atMost(0));
        for (int turn = 0; turn < TURNS; turn++) {
            double alone = watch(1, LATENCY.formatted("1 watcher is"));
            long before = memory();
            double together = watch(MANY, LATENCY.formatted("each of 1,000 watchers is"));
            figures.add("SSE: later by", "ms", together - alone);
            if (turn == 0) {
                figures.add(
                        "SSE: memory of the gateway for each of 1,000 watchers",
                        "KB",
                        (memory() - before) / 1024.0 / MANY);
            }
        }
    }

    /// The middle of how late they were told.
    private double watch(int size, String what) throws InterruptedException {
        String run = house.gateway().checkUp(ROUNDS, PAUSE).id();
        try (Audience audience = new Audience(Door.of(house), run, size)) {
            audience.sit();
            audience.awaitTheEnd();
            audience.millis().forEach(millis -> figures.add(what, "ms", millis));
            figures.add(BETRAYED, "", audience.betrayed());
            return Figures.median(audience.millis());
        }
    }

    /// What it once has, a JVM gives back late, so that this is the most that it needed.
    private long memory() {
        return Proc.residentBytes(Parts.pid(house, "gateway"));
    }
}
