package dev.pawl.local.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.HouseException;
import dev.pawl.local.bench.wire.Answer;
import dev.pawl.local.bench.wire.Ask;
import dev.pawl.local.bench.wire.Door;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.home.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// Bugs, reported by many at once, each of them another one. Meanwhile the outbox takes them to Temporal and the worker
/// begins them, on the same machine; they are bugs of a repository that is not there, so that no agent is at work.
final class Submissions {

    private static final String RATE = "POST a bug fix, 64 connections";
    private static final String LOST = "POST a bug fix: accepted and not started";

    private static final int CONNECTIONS = 64;
    private static final int WINDOWS = 5;
    private static final int PAGE = 100;
    private static final double GOAL = 1000;
    private static final Duration WINDOW = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final GuestHouse house;
    private final Figures figures;
    private final Door door;
    private final AtomicLong number = new AtomicLong();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();

    Submissions(GuestHouse house, Figures figures) {
        this.house = house;
        this.figures = figures;
        this.door = Door.of(house);
    }

    void measure() throws InterruptedException {
        figures.expect(RATE, Goal.atLeast(GOAL));
        figures.expect(LOST, Goal.atMost(0));
        Household household = new Household(Map.of())
                .and("the gateway", Parts.pid(house, "gateway"))
                .and("the database", Parts.pid(house, "database"))
                .and("Temporal", Parts.pid(house, "temporal"))
                .and("the worker", Parts.pid(house, "worker-1"));
        Barrage barrage = new Barrage(door.server(), CONNECTIONS, this::bug, answer -> accepted.add(id(answer)));
        Instant begun = Instant.now();
        barrage.measure(1, WINDOW, household, (_, _) -> {});
        barrage.measure(WINDOWS, WINDOW, household, this::note);
        awaitStarts(begun);
        figures.add(LOST, "", accepted.size() - known());
    }

    private void note(double perSecond, CpuTime busy) {
        figures.add(RATE, "1/s", perSecond);
        busy.byName().forEach((name, processors) -> figures.add(RATE + ": processors of " + name, "", processors));
    }

    private Ask bug() {
        return door.post("/v1/bugfixes", """
                {"repository": {"url": "file://%s/nowhere", "ref": "main"}, "title": "Bug %d",
                 "report": "Bills that are split lose cents: three people share 10.00, and together they pay 9.99.",
                 "agent": {"runtime": "recorded", "name": "demo"}}""".formatted(house.home().demo(), number.incrementAndGet()));
    }

    /// Until Temporal has a story of each.
    private void awaitStarts(Instant begun) throws InterruptedException {
        Histories histories = new Histories(house);
        long begin = System.nanoTime();
        while (histories.starts("bugfix", begun).size() < accepted.size()) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new HouseException("Not all that was accepted has been started after %s.".formatted(PATIENCE));
            }
            Thread.sleep(LOOK_AGAIN);
        }
        figures.addSince("POST a bug fix: from the last one until all are started", begin);
        figures.add("POST a bug fix: bugs reported", "", accepted.size());
    }

    /// How many of those that were accepted are in the list of runs.
    private int known() {
        Set<String> listed = new HashSet<>();
        String after = "";
        do {
            JsonNode page = door.read("/v1/runs?kind=bugfix&limit=" + PAGE + after);
            page.path("runs").forEach(run -> listed.add(run.path("id").asText()));
            after = page.hasNonNull("next") ? "&after=" + page.path("next").asText() : "";
        } while (!after.isEmpty());
        listed.retainAll(accepted);
        return listed.size();
    }

    private static String id(Answer answer) {
        try {
            return Json.MAPPER.readTree(answer.text()).path("id").asText();
        } catch (JsonProcessingException failure) {
            throw new HouseException("The gateway answers something else than was asked.", failure);
        }
    }
}
