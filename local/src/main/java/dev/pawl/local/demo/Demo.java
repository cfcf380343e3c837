package dev.pawl.local.demo;

import dev.pawl.local.guest.BugReport;
import dev.pawl.local.guest.Gateway;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.guest.RunFollower;
import dev.pawl.local.guest.RunView;
import dev.pawl.local.log.HouseLog;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The story of the demo: open the house, report a bug, watch it being fixed, look at the proof.
final class Demo {

    private static final String TITLE = "Splitting a bill loses cents";

    private final GuestHouse house;
    private final HouseLog log;
    private final Player player;

    Demo(GuestHouse house, HouseLog log, Player player) {
        this.house = house;
        this.log = log;
        this.player = player;
    }

    /// Answers with whether everything was as it has to be.
    boolean show() throws InterruptedException {
        long start = System.nanoTime();
        log.say("Pawl takes a bug from a sentence to a fix that is proved. This shows it on this machine.\n");
        open(player.wishes(house));
        Sample sample = Sample.in(house.home(), house.agents());
        Gateway gateway = house.gateway();
        RunView reported = report(gateway, sample);
        Narrator narrator = new Narrator(log, System::nanoTime);
        Killing killing = new Killing(house, narrator);
        RunView ended = new RunFollower(gateway, player.patience())
                .follow(reported.id(), kills() ? killing : new Telling(narrator));
        boolean well = conclude(gateway, sample, ended);
        if (kills() && !killing.missing().isEmpty()) {
            log.say("");
            log.say("The run was over before all parts were killed and back: %s were not. Run it once more."
                    .formatted(String.join(", ", killing.missing())));
            well = false;
        }
        log.say("");
        log.say("All of it took %d seconds."
                .formatted(Duration.ofNanos(System.nanoTime() - start).toSeconds()));
        return well;
    }

    private boolean kills() {
        return player instanceof Player.Recording(boolean kills) && kills;
    }

    private void open(List<String> wishes) throws InterruptedException {
        if (house.isOpen()) {
            log.say("1. The house in " + house.folder() + " is open.");
            return;
        }
        log.say("1. Opening the house in " + house.folder()
                + ": Temporal, PostgreSQL, an S3 server, a worker and a gateway.");
        house.open(new OpeningLines(log), wishes);
    }

    private RunView report(Gateway gateway, Sample sample) throws InterruptedException {
        log.say("");
        log.say("2. A sample repository, with a bug in it: " + sample.repository());
        log.say("   \"" + TITLE + "\": " + sample.report().strip());
        Optional<String> sandbox = player.isStranger() ? house.sandbox() : Optional.empty();
        RunView run = gateway.fix(new BugReport(
                sample.url(), TITLE, sample.report(), player.runtime(), player.agent(), sandbox.orElse(null)));
        log.say("");
        log.say("3. Reported over HTTP. Its run is " + run.id() + ".");
        player.confession().forEach(line -> log.say("   " + line));
        if (player.isStranger()) {
            log.say("   "
                    + sandbox.map(level -> "It is shut in with " + level + ", and so are the gates.")
                            .orElse("It is not shut in: this machine has no sandbox. See docs/sandbox.md."));
        }
        house.findAddress("Temporal Web UI")
                .ifPresent(ui -> log.say(
                        "   Watch it in the Temporal Web UI: " + ui + "/namespaces/default/workflows/" + run.id()));
        log.say("");
        return run;
    }

    private boolean conclude(Gateway gateway, Sample sample, RunView run) throws InterruptedException {
        log.say("");
        RunView.Outcome outcome = run.outcome();
        if (outcome == null || !outcome.type().equals("fixed") || outcome.commit() == null) {
            log.say(
                    run.needsHuman()
                            ? "4. The run waits for a person. Why, it says with: " + house.call() + " show " + run.id()
                            : "4. The run ended: " + run.ending() + ". That is not as it has to be.");
            return false;
        }
        log.say("4. Fixed: commit %s on the branch %s".formatted(outcome.commit(), outcome.branch()));
        log.say("   of the sample repository, tree %s:".formatted(sample.tree(outcome.commit())));
        log.say("");
        gateway.patch(run.id())
                .lines()
                .dropWhile(line -> !line.startsWith("diff --git"))
                .takeWhile(line -> !line.equals("-- "))
                .forEach(line -> log.say("     " + line));
        log.say("");
        log.say("5. What the gates said of it, each with its evidence:");
        log.say("   %-13s %-7s %-11s %s".formatted("GATE", "ANSWER", "TREE", "SUMMARY"));
        run.gates()
                .forEach(gate -> log.say("   %-13s %-7s %-11s %s"
                        .formatted(gate.gate(), gate.answer(), gate.tree().substring(0, 10), gate.summary())));
        log.say("");
        String pawl = house.call();
        log.say("   All about it:  " + pawl + " show " + run.id());
        log.say("   The evidence:  " + pawl + " evidence " + run.id());
        log.say("   Your own bug:  " + pawl + " help fix");
        return true;
    }
}
