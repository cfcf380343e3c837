package dev.pawl.local.bench;

import dev.pawl.local.HouseException;
import dev.pawl.local.guest.Gateway;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.guest.RunView;
import dev.pawl.local.log.HouseLog;
import dev.pawl.local.status.PartStatus;
import dev.pawl.local.status.StatusReport;
import java.time.Duration;

/// What is measured, in order: starts, memory, recovery, runs, requests.
final class Bench {

    private static final Duration TO_SETTLE = Duration.ofSeconds(1);

    private final GuestHouse house;
    private final HouseLog log;
    private final Figures figures;

    Bench(GuestHouse house, HouseLog log, Figures figures) {
        this.house = house;
        this.log = log;
        this.figures = figures;
    }

    /// The house is left open as it was measured last.
    void measure(int repetitions) throws InterruptedException {
        Starts starts = new Starts(house, figures);
        log.say("Measuring a house of its own in " + house.folder() + ".");
        log.say("  its first start, and the making of its start-up caches ...");
        starts.first();
        for (int repetition = 1; repetition <= repetitions; repetition++) {
            log.say("  opening, idling, killing the worker: %d of %d ...".formatted(repetition, repetitions));
            house.close();
            starts.further();
            Thread.sleep(TO_SETTLE);
            memory("idle");
            new Recovery(house, figures).measure();
        }
        Gateway gateway = house.gateway();
        warmUp(gateway);
        RunTimes runs = new RunTimes(gateway, figures);
        log.say("  runs, alone and 50 at once ...");
        runs.alone();
        runs.together();
        log.say("  requests ...");
        Requests requests = new Requests(gateway, figures, log);
        requests.show();
        requests.submit();
        memory("after load");
    }

    /// The first requests of a program are not what it is like.
    private static void warmUp(Gateway gateway) throws InterruptedException {
        for (int count = 0; count < 20; count++) {
            RunView run = gateway.checkUp(1, Duration.ZERO);
            if (!RunTimes.ended(gateway, run.id()).isSound()) {
                throw new HouseException("Run " + run.id() + " did not end well, so nothing can be measured.");
            }
        }
    }

    private void memory(String when) {
        StatusReport report = house.status();
        for (PartStatus part : report.parts()) {
            figures.addBytes("memory " + when + ": " + part.name(), part.memoryBytes());
        }
        figures.addBytes("memory " + when + ": all Java processes", report.javaMemoryBytes());
    }
}
