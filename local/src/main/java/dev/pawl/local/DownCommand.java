package dev.pawl.local;

import dev.pawl.local.home.Home;
import dev.pawl.local.home.HouseLock;
import dev.pawl.local.home.Layout;
import dev.pawl.local.log.HouseLog;
import dev.pawl.local.process.Leftovers;
import dev.pawl.local.process.Leftovers.Leftover;
import dev.pawl.local.process.PartRecord;
import dev.pawl.local.process.PartRecords;
import dev.pawl.local.process.ProcessIdentity;
import dev.pawl.local.process.Signal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Closes the house, whoever opened it, and also when its launcher was killed.
@Command(
        name = "down",
        description = "Closes the house; ends also what a killed launcher left.",
        mixinStandardHelpOptions = true)
final class DownCommand implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final Duration AFTER_THE_END = Duration.ofSeconds(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final HouseLog log = new HouseLog(System.out, InstantSource.system());

    @Override
    public Integer call() throws InterruptedException {
        Home home = Home.of(System.getenv()).real();
        Layout.current().check(home);
        if (!home.exists()) {
            log.say("There is no house in " + home.root() + ".");
            return 0;
        }
        PartRecords records = new PartRecords(home.run().resolve("parts"));
        Set<String> ended = new TreeSet<>();
        Optional<ProcessIdentity> launcher = HouseLock.holder(home);
        if (launcher.isPresent()) {
            records.all().stream().map(PartRecord::name).forEach(ended::add);
            endLauncher(launcher.get());
        }
        HouseLock lock = takeLock(home);
        try {
            new Leftovers(home, records).end().stream().map(Leftover::part).forEach(ended::add);
            HouseState.forget(home);
        } finally {
            lock.close();
        }
        log.say(
                ended.isEmpty() && launcher.isEmpty()
                        ? "The house in " + home.root() + " was not open."
                        : "The house in " + home.root() + " is closed. Ended: " + String.join(", ", ended) + ".");
        return 0;
    }

    private void endLauncher(ProcessIdentity launcher) throws InterruptedException {
        log.say("Closing the house (process " + launcher.pid() + ") ...");
        Signal.TERM.send(launcher);
        if (!isGone(launcher, PATIENCE)) {
            log.say("Its launcher does not end after " + PATIENCE.toSeconds() + " s and is killed.");
            Signal.KILL.send(launcher);
            isGone(launcher, AFTER_THE_END);
        }
    }

    private static boolean isGone(ProcessIdentity process, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (process.isAlive()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return true;
    }

    /// The kernel gives the lock back a moment after the launcher's end.
    private static HouseLock takeLock(Home home) throws InterruptedException {
        long deadline = System.nanoTime() + AFTER_THE_END.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<HouseLock> lock = HouseLock.tryTake(home);
            if (lock.isPresent()) {
                return lock.get();
            }
            Thread.sleep(LOOK_AGAIN);
        }
        return HouseLock.take(home);
    }
}
