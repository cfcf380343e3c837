package dev.pawl.local.bench;

import dev.pawl.local.HouseException;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.guest.RunView;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What four workers get done of agents' work, against one. Agents wait for their models most of their time, as these
/// do: so a worker is full when its slots are. It is timed while more agents wait than all workers have slots: from
/// when the last worker has begun its first until the last of all has begun.
final class WorkersChapter implements Chapter {

    private static final int TURNS = 2;
    private static final int MANY = 4;
    private static final int RUNS_PER_WORKER = 16;
    private static final int ROUNDS = 4;
    private static final String AGENT = "thinker";
    private static final String RATIO = "%d workers / %d times one: agents' steps of 2 s".formatted(MANY, MANY);

    @Override
    public String name() {
        return "workers";
    }

    @Override
    public String words() {
        return "agents' work on one worker and on %d".formatted(MANY);
    }

    @Override
    public void measure(Site site) throws InterruptedException {
        site.figures().expect(RATIO, Goal.atLeast(0.95));
        site.another("workers", Map.of(), house -> {
            house.open(line -> {}, List.of());
            Workbench workbench = new Workbench(house, "small").withFiles(2);
            workbench.record(AGENT, "steps: {reproduce: [{pause: PT2S}, {done: There is nothing to do.}]}\n");
            house.close();
            for (int turn = 0; turn < TURNS; turn++) {
                double one = rate(house, workbench, 1);
                double many = rate(house, workbench, MANY);
                site.figures().add("agents' steps of 2 s, 1 worker", "1/s", one);
                site.figures().add("agents' steps of 2 s, %d workers".formatted(MANY), "1/s", many);
                site.figures().addRatio(RATIO, many, MANY * one);
            }
        });
    }

    /// All runs come to their first agent while nobody serves agents.
    private static double rate(GuestHouse house, Workbench workbench, int workers) throws InterruptedException {
        GuestHouse without = house.with(Map.of("PAWL_WORKER_POOLS", "control,work,gates"));
        without.open(line -> {}, List.of());
        List<String> runs = workbench.put(without.gateway(), AGENT, RUNS_PER_WORKER * workers, ROUNDS);
        Workbench.awaitAgents(new Histories(without), runs);
        without.close();
        house.open(line -> {}, List.of("--workers=" + workers));
        Workbench.await(house.gateway(), runs, RunView::needsHuman);
        List<History.Step> steps =
                Histories.steps(new Histories(house).of(runs), "agent.work").toList();
        house.close();
        return perSecond(steps, workers);
    }

    /// A step of which a part lies in that time counts for that part.
    static double perSecond(List<History.Step> steps, int workers) {
        Map<String, Instant> firsts = steps.stream()
                .collect(Collectors.toMap(
                        History.Step::by, History.Step::began, (one, other) -> one.isBefore(other) ? one : other));
        if (firsts.size() != workers) {
            throw new HouseException("%d workers took agents, and %d were to.".formatted(firsts.size(), workers));
        }
        Instant from = firsts.values().stream().max(Comparator.naturalOrder()).orElseThrow();
        Instant until = steps.stream()
                .map(History.Step::began)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        double done =
                steps.stream().mapToDouble(step -> part(step, from, until)).sum();
        return done * 1e9 / Duration.between(from, until).toNanos();
    }

    private static double part(History.Step step, Instant from, Instant until) {
        Instant begin = step.began().isAfter(from) ? step.began() : from;
        Instant end = step.done().isBefore(until) ? step.done() : until;
        return end.isAfter(begin) ? (double) nanos(begin, end) / nanos(step.began(), step.done()) : 0;
    }

    private static long nanos(Instant from, Instant until) {
        return Duration.between(from, until).toNanos();
    }
}
