package dev.pawl.local.demo;

import dev.pawl.local.guest.Gateway;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.guest.RunFollower;
import dev.pawl.local.guest.RunView;
import dev.pawl.local.log.HouseLog;
import java.time.Duration;
import java.time.InstantSource;

/// The story of the demo: open, submit, kill, watch, conclude.
final class Demo {

    private static final int ROUNDS = 8;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final int FATAL_ROUND = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final GuestHouse house;
    private final HouseLog log;
    private final boolean staysOpen;

    Demo(GuestHouse house, HouseLog log, boolean staysOpen) {
        this.house = house;
        this.log = log;
        this.staysOpen = staysOpen;
    }

    /// Answers with whether everything was as it has to be.
    boolean show() throws InterruptedException {
        long start = System.nanoTime();
        log.say(
                "Work that Pawl has taken on outlives the worker that does it. This shows it, on this machine, without a"
                        + " key.\n");
        open();
        Gateway gateway = house.gateway();
        RunView run = submit(gateway);
        Watch watch = new Watch(house, new Narrator(log, System::nanoTime), InstantSource.system(), FATAL_ROUND);
        RunView ended = new RunFollower(gateway, PATIENCE).follow(run.id(), watch);
        boolean well = conclude(ended, watch);
        log.say("");
        log.say("All of it took %d seconds. %s"
                .formatted(
                        Duration.ofNanos(System.nanoTime() - start).toSeconds(),
                        staysOpen
                                ? ""
                                : "Closing the house; ./pawl demo --keep leaves it open for you to look around."));
        return well;
    }

    private void open() throws InterruptedException {
        log.say("1. Opening a house of its own: Temporal, PostgreSQL, an S3 server, a worker and a gateway,");
        log.say("   in " + house.folder() + " and on free ports.");
        house.open(new OpeningLines(log));
    }

    private RunView submit(Gateway gateway) throws InterruptedException {
        RunView run = gateway.checkUp(ROUNDS, PAUSE);
        log.say("");
        log.say(
                "2. Submitting a run through the gateway: a checkup of %d rounds, %.1f s apart. In each round the four pools"
                        .formatted(ROUNDS, PAUSE.toMillis() / 1000.0));
        log.say("   of the worker write into the database and the object store, and read it back.");
        log.say("   It has the id " + run.id() + ".");
        house.findAddress("Temporal Web UI")
                .ifPresent(ui -> log.say(
                        "   Look at it in the Temporal Web UI: " + ui + "/namespaces/default/workflows/" + run.id()));
        log.say("");
        return run;
    }

    private boolean conclude(RunView run, Watch watch) {
        Evidence evidence = new Evidence(ROUNDS, watch.events());
        log.say("");
        log.say("3. What is left of it:");
        log.say("   The run ended: " + run.ending() + ".");
        evidence.sentences().forEach(sentence -> log.say("   " + sentence));
        watch.sentence().ifPresent(sentence -> log.say("   " + sentence));
        boolean well = run.isSound() && evidence.isComplete() && watch.isComplete();
        log.say(
                well
                        ? "   Nobody had to do anything: the run stood in Temporal, its results in PostgreSQL, and the next worker"
                                + " went on."
                        : "   That is not as it has to be.");
        return well;
    }
}
