package dev.pawl.local.kill;

import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.process.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Strikes each blow once, as soon as some program comes to its place and the house has got over the one before.
final class Reaper implements Watch.Listener {

    private static final List<String> SERVERS = List.of("database", "objects", "temporal", "gateway");
    private static final List<String> WORKERS = List.of("worker-1", "worker-2");

    /// Longer than a worker may be silent.
    private static final Duration STANDSTILL = Duration.ofSeconds(8);

    private final GuestHouse house;
    private final List<Blow> open = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Map<String, Rest> rests = new HashMap<>();
    private boolean isFrozen;

    Reaper(GuestHouse house) {
        this.house = house;
    }

    synchronized void strike(List<Blow> blows) {
        open.addAll(blows);
    }

    synchronized List<Blow> open() {
        return List.copyOf(open);
    }

    /// What was struck, and when.
    synchronized List<String> told() {
        return List.copyOf(told);
    }

    @Override
    public synchronized void reached(long process, String waypoint) {
        for (Iterator<Blow> blows = open.iterator(); blows.hasNext(); ) {
            Blow blow = blows.next();
            if (blow.isAt(waypoint) && strike(blow, process)) {
                blows.remove();
                return;
            }
        }
    }

    private boolean strike(Blow blow, long process) {
        Optional<String> part = Stream.concat(WORKERS.stream(), SERVERS.stream())
                .filter(name ->
                        house.ready(name).filter(it -> it.pid() == process).isPresent())
                .findFirst();
        if (part.isEmpty() || !blow.point().isOf(part.get()) || !isReadyFor(blow, part.get())) {
            return false;
        }
        String victim =
                blow.deed() == Blow.Deed.KILL_ITS_SERVER ? blow.point().server().orElseThrow() : part.get();
        if (!rests.computeIfAbsent(victim, _ -> new Rest()).isOver()) {
            return false;
        }
        ProcessIdentity struck = house.ready(victim).orElseThrow();
        switch (blow.deed()) {
            case KILL_IT, KILL_ITS_SERVER -> house.kill(victim);
            case FREEZE_IT -> freeze(struck);
        }
        told.add("%s %s: %s, process %d"
                .formatted(Instant.now().truncatedTo(ChronoUnit.MILLIS), blow, victim, struck.pid()));
        return true;
    }

    /// Somebody is left who can go on.
    private boolean isReadyFor(Blow blow, String part) {
        return !isFrozen
                && SERVERS.stream().allMatch(this::isReady)
                && (blow.deed() == Blow.Deed.KILL_ITS_SERVER
                        || WORKERS.stream().anyMatch(name -> !name.equals(part) && isReady(name)));
    }

    private boolean isReady(String part) {
        return house.ready(part).isPresent();
    }

    private void freeze(ProcessIdentity process) {
        isFrozen = true;
        signal("STOP", process);
        Thread.ofPlatform().daemon().name("thaw").start(() -> {
            try {
                Thread.sleep(STANDSTILL);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            signal("CONT", process);
            thawed();
        });
    }

    private synchronized void thawed() {
        isFrozen = false;
    }

    private static void signal(String name, ProcessIdentity process) {
        try {
            new ProcessBuilder("/bin/sh", "-c", "kill -%s %d".formatted(name, process.pid()))
                    .start()
                    .waitFor();
        } catch (java.io.IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// What dies again and again is started later and later, until it has lived well for a while.
    private static final class Rest {

        private static final Duration A_WHILE = Duration.ofSeconds(12);
        private static final int IN_A_ROW = 3;

        private long last = System.nanoTime() - A_WHILE.toNanos();
        private int strikes;

        boolean isOver() {
            boolean hasRested = System.nanoTime() - last >= A_WHILE.toNanos();
            if (!hasRested && strikes == IN_A_ROW) {
                return false;
            }
            strikes = hasRested ? 1 : strikes + 1;
            last = System.nanoTime();
            return true;
        }
    }
}
