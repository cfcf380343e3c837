package dev.pawl.local.kill;

import dev.pawl.local.kill.Prey.Mending;
import dev.pawl.local.kill.Prey.Spoiling;
import dev.pawl.local.process.ProcessIdentity;
import dev.pawl.local.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
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

    /// How long a line is bad, or a disk full.
    private static final Duration A_WHILE = Duration.ofSeconds(2);

    private static final Duration TO_END = Duration.ofMinutes(4);

    private final Prey house;
    private final List<Blow> open = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private final Map<String, Rest> rests = new HashMap<>();
    private final List<Throwable> unmended = new ArrayList<>();
    private boolean isSuffering;

    Reaper(Prey house) {
        this.house = house;
    }

    /// So many orders at once, a new one for each that ends, until all blows were struck and all runs have ended.
    void endure(List<Blow> blows, Orders orders, int atOnce, Duration patience)
            throws InterruptedException, IOException {
        add(blows);
        orders.keepComing(atOnce, () -> open().isEmpty(), patience);
        orders.awaitAll(TO_END);
        awaitMended();
    }

    private synchronized void add(List<Blow> blows) {
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
        String victim = blow.victim(part.get());
        Optional<ProcessIdentity> struck = house.ready(victim);
        if (struck.isEmpty() || (blow.kills() && !rest(victim).allowsOneMore(struck.get()))) {
            return false;
        }
        switch (blow.deed()) {
            case KILL_IT, KILL_ITS_SERVER -> Signal.KILL.send(struck.get());
            case FREEZE_IT -> freeze(struck.get());
            case SLOW_ITS_LINE -> spoil(Spoiling.SLOW_LINE, victim);
            case CUT_ITS_LINE -> spoil(Spoiling.CUT_LINE, victim);
            case SILENCE_ITS_LINE -> spoil(Spoiling.SILENT_LINE, victim);
            case FILL_ITS_SERVERS_DISK -> spoil(Spoiling.FULL_DISK, victim);
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
        return !isSuffering
                && SERVERS.stream().allMatch(this::isReady)
                && (!blow.stopsTheWork() || WORKERS.stream().anyMatch(name -> !name.equals(part) && isReady(name)));
    }

    private boolean isReady(String part) {
        return house.ready(part).isPresent();
    }

    private Rest rest(String part) {
        return rests.computeIfAbsent(part, _ -> new Rest());
    }

    private void freeze(ProcessIdentity process) {
        signal("STOP", process);
        after(STANDSTILL, () -> signal("CONT", process));
    }

    private void spoil(Spoiling spoiling, String part) {
        try {
            after(A_WHILE, house.spoil(spoiling, part));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Nothing else is struck until then.
    private void after(Duration time, Mending mending) {
        isSuffering = true;
        Thread.ofPlatform().daemon().name("mend").start(() -> {
            try {
                Thread.sleep(time);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            mend(mending);
        });
    }

    private void mend(Mending mending) {
        try {
            mending.mend();
        } catch (IOException | RuntimeException | AssertionError failure) {
            unmended(failure);
        } finally {
            mended();
        }
    }

    private synchronized void unmended(Throwable failure) {
        unmended.add(failure);
        told.add("%s not mended: %s".formatted(Instant.now().truncatedTo(ChronoUnit.MILLIS), failure));
    }

    private synchronized void mended() {
        isSuffering = false;
        notifyAll();
    }

    /// Who struck has put all right again, or says what he could not.
    private synchronized void awaitMended() throws InterruptedException {
        while (isSuffering) {
            wait();
        }
        if (!unmended.isEmpty()) {
            throw new AssertionError("What was struck could not be mended.", unmended.getFirst());
        }
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
