package dev.pawl.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.HouseException;
import dev.pawl.local.bench.wire.Ask;
import dev.pawl.local.bench.wire.Door;
import dev.pawl.local.bench.wire.Wire;
import dev.pawl.local.demo.Sample;
import dev.pawl.local.guest.BugReport;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.guest.RunView;
import dev.pawl.local.log.HouseLog;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Many ended runs, and what is asked of them. They are copies of two that were carried out in this house, a bug fix
/// and a checkup, with every row that these have left.
final class Archive {

    private static final List<Integer> SIZES = List.of(1_000, 10_000, 100_000);
    private static final int SIZE_OF_THE_GOAL = 10_000;
    private static final double GOAL = 50;
    private static final int UNMEASURED = 50;
    private static final int TIMES = 300;

    /// One run of so many is a checkup.
    private static final int CHECKUPS = 10;

    private static final Duration TO_COPY = Duration.ofMinutes(5);

    private final GuestHouse house;
    private final Figures figures;
    private final HouseLog log;
    private final Door door;

    Archive(GuestHouse house, Figures figures, HouseLog log) {
        this.house = house;
        this.figures = figures;
        this.log = log;
        this.door = Door.of(house);
    }

    void measure() throws InterruptedException {
        String bugfix = bugfix();
        String checkup = house.gateway().checkUp(1, Duration.ZERO).id();
        RunTimes.ended(house.gateway(), checkup);
        int before = 0;
        for (int size : SIZES) {
            log.say("  %,d runs ...".formatted(size));
            copy(bugfix, "bugfix-c", before - before / CHECKUPS + 1, size - size / CHECKUPS);
            copy(checkup, "checkup-c", before / CHECKUPS + 1, size / CHECKUPS);
            before = size;
            for (Map.Entry<String, String> question : questions(bugfix).entrySet()) {
                ask("%,d runs: %s".formatted(size, question.getKey()), question.getValue(), size);
            }
        }
    }

    private String bugfix() throws InterruptedException {
        Sample sample = Sample.in(house.home(), house.agents());
        RunView run = house.gateway()
                .fix(new BugReport(sample.url(), "Bills lose cents", sample.report(), "recorded", "demo", null));
        RunView ended = RunTimes.ended(house.gateway(), run.id());
        if (ended.gates().isEmpty()) {
            throw new HouseException("The bug fix %s ended %s.".formatted(run.id(), ended.ending()));
        }
        return run.id();
    }

    private void copy(String run, String prefix, int first, int last) throws InterruptedException {
        BareProgram.run(
                TO_COPY,
                "rows",
                List.of(
                        "jdbc:" + Parts.address(house, "database") + "/pawl",
                        "pawl_owner",
                        house.home()
                                .secrets()
                                .resolve("database-owner-password")
                                .toString(),
                        run,
                        prefix,
                        Integer.toString(first),
                        Integer.toString(last)));
    }

    private Map<String, String> questions(String bugfix) {
        return Questionnaire.of(bugfix, this::middle);
    }

    /// The cursor of a page that begins behind so many runs.
    private String middle(int runs) {
        String after = "";
        for (int passed = 0; passed < runs; passed += 100) {
            JsonNode page = door.read("/v1/runs?limit=100" + after);
            after = "&after=" + page.path("next").asText();
        }
        return after;
    }

    private void ask(String what, String path, int size) {
        if (size == SIZE_OF_THE_GOAL) {
            figures.expect(what, Goal.atMost(GOAL).atP99());
        }
        Ask ask = door.get(path);
        try (Wire wire = new Wire(door.server())) {
            for (int time = 0; time < UNMEASURED; time++) {
                wire.ask(ask).required();
            }
            for (int time = 0; time < TIMES; time++) {
                long begin = System.nanoTime();
                wire.ask(ask).required();
                figures.addMillisSince(what, begin);
            }
        } catch (IOException failure) {
            throw new HouseException("There is no answer to GET %s (%s).".formatted(path, failure), failure);
        }
    }
}
