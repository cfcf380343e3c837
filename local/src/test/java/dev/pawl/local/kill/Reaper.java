package dev.pawl.local.kill;

import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.process.ProcessIdentity;
import dev.pawl.local.process.Signal;
import java.io.IOException;
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
        Optional<ProcessIdentity> struck = house.ready(victim);
        if (struck.isEmpty() || !rests.computeIfAbsent(victim, _ -> new Rest()).allowsOneMore(struck.get())) {
            return false;
        }
        switch (blow.deed()) {
            case KILL_IT, KILL_ITS_SERVER -> Signal.KILL.send(struck.get());
            case FREEZE_IT -> freeze(struck.get());
        }
        told.add("%s %s: %s, process %d"
                .formatted(
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        blow,
                        victim,
                        struck.get().pid()));
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
        } catch (IOException failure) {
            throw new AssertionError(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// What dies again and again is started later and later, until it has lived well for a while: a few deaths in a
    /// row are enough.
    private static final class Rest {

        private static final Duration A_WHILE = Duration.ofSeconds(11);
        private static final int IN_A_ROW = 3;

        private int strikes;

        /// And counts it.
        boolean allowsOneMore(ProcessIdentity process) {
            boolean hasLived = ProcessHandle.of(process.pid())
                    .flatMap(it -> it.info().startInstant())
                    .filter(start -> start.isBefore(Instant.now().minus(A_WHILE)))
                    .isPresent();
            if (!hasLived && strikes == IN_A_ROW) {
                return false;
            }
            strikes = hasLived ? 1 : strikes + 1;
            return true;
        }
    }
}
