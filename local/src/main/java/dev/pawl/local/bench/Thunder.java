package dev.pawl.local.bench;

import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.process.Proc;
import dev.pawl.local.process.ProcessIdentity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Kills one of two workers every few seconds, by turns, and looks what a killed one leaves.
final class Thunder {

    private static final List<String> WORKERS = List.of("worker-1", "worker-2");

    /// So long a killed worker's programs may live on.
    private static final Duration TO_DIE = Duration.ofSeconds(5);

    private static final Duration LATELY = Duration.ofSeconds(10);
    private static final int LONGEST = 200;

    private final GuestHouse house;
    private final int most;
    private final long between;
    private final Map<AtWork, Sighting> seen = new HashMap<>();
    private final List<Strike> strikes = new ArrayList<>();
    private final List<String> orphans = new ArrayList<>();
    private long next;
    private int turn;
    private @Nullable Family doomed;
    private long looksAt;

    /// Where an agent was seen last, and when.
    private record Sighting(String worker, long at) {}

    Thunder(GuestHouse house, StormPlan plan) {
        this.house = house;
        this.most = plan.kills() == 0 ? Integer.MAX_VALUE : plan.kills();
        this.between = plan.killEvery().toNanos();
        this.next = System.nanoTime() + this.between;
    }

    List<Strike> strikes() {
        return strikes;
    }

    /// What outlived its worker.
    List<String> orphans() {
        return orphans;
    }

    /// Does what is due.
    void look() {
        watch();
        long now = System.nanoTime();
        if (doomed != null && now >= looksAt) {
            findOrphans();
        }
        if (now >= next && doomed == null && strikes.size() < most) {
            next = now + between;
            strike();
        }
    }

    /// Waits for what the last one leaves.
    void end() throws InterruptedException {
        while (doomed != null) {
            Thread.sleep(Duration.ofMillis(100));
            if (System.nanoTime() >= looksAt) {
                findOrphans();
            }
        }
    }

    /// The one whose turn it is, or the other where that one is not back yet.
    private void strike() {
        for (int step = 0; step < WORKERS.size(); step++) {
            String worker = WORKERS.get((turn + step) % WORKERS.size());
            Optional<ProcessIdentity> process = house.ready(worker);
            if (process.isPresent()) {
                watch();
                Family family = Family.of(process.get());
                List<AtWork> agents = seenAt(worker);
                house.kill(worker);
                strikes.add(new Strike(Instant.now(), worker, agents));
                doomed = family;
                looksAt = System.nanoTime() + TO_DIE.toNanos();
                turn = turn + step + 1;
                return;
            }
        }
    }

    /// The program of an agent may end before what it did is kept: who was seen lately may still be at work.
    private List<AtWork> seenAt(String worker) {
        long since = System.nanoTime() - LATELY.toNanos();
        return seen.entrySet().stream()
                .filter(entry -> entry.getValue().worker().equals(worker)
                        && entry.getValue().at() > since)
                .map(Map.Entry::getKey)
                .toList();
    }

    private void watch() {
        for (String worker : WORKERS) {
            house.process(worker)
                    .ifPresent(process -> Family.of(process)
                            .agents()
                            .forEach(agent -> seen.put(agent, new Sighting(worker, System.nanoTime()))));
        }
    }

    private void findOrphans() {
        for (ProcessIdentity process : Objects.requireNonNull(doomed).alive()) {
            orphans.add("Process %d of %s lives %d s after its worker: %s."
                    .formatted(process.pid(), strikes.getLast().worker(), TO_DIE.toSeconds(), words(process.pid())));
        }
        doomed = null;
    }

    /// What of these runs lives once the house is closed.
    static List<String> leftOf(Collection<String> runs) {
        List<String> left = new ArrayList<>();
        for (long pid : Proc.all()) {
            List<String> environment = Proc.environment(pid);
            if (runs.stream().anyMatch(run -> environment.contains("PAWL_RUN=" + run))) {
                left.add("Process %d outlived the house: %s.".formatted(pid, words(pid)));
            }
        }
        return left;
    }

    private static String words(long pid) {
        String line = String.join(" ", Proc.commandLine(pid)).replace('\n', ' ');
        return line.substring(0, Math.min(line.length(), LONGEST));
    }
}
