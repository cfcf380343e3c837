package dev.pawl.local;

import dev.pawl.local.HouseState.Stage;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.HouseLock;
import dev.pawl.local.home.Layout;
import dev.pawl.local.home.PrivateFiles;
import dev.pawl.local.log.HouseLog;
import dev.pawl.local.log.LogKeeper;
import dev.pawl.local.process.Leftovers;
import dev.pawl.local.process.Leftovers.Leftover;
import dev.pawl.local.process.Nursery;
import dev.pawl.local.process.PartRecords;
import dev.pawl.local.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/// One run of `up`: takes the lock, ends what was left, opens the house, waits for a wish to close it, and closes it.
final class Launcher {

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(2);

    private final Premises premises;
    private final Wishes wishes;
    private final boolean followsParts;
    private final Home home;
    private final HouseLog log;
    private boolean isOpen;

    Launcher(Premises premises, Wishes wishes, boolean followsParts) {
        this.premises = premises;
        this.wishes = wishes;
        this.followsParts = followsParts;
        this.home = premises.home();
        this.log = premises.log();
    }

    /// Answers with the exit code. The wish to close interrupts this thread, which files take as a failure.
    int run() throws InterruptedException, IOException, ExecutionException {
        StopRequest stop = new StopRequest();
        HouseLock lock = HouseLock.take(home);
        try {
            stop.listen(Thread.currentThread());
            return underLock(stop, lock);
        } catch (InterruptedException | UncheckedIOException failure) {
            if (!stop.asked().isDone()) {
                throw failure;
            }
            log.say("The house was not opened.");
            return 1;
        } finally {
            if (lock.isStillThere()) {
                HouseState.forget(home);
            }
            lock.close();
        }
    }

    private int underLock(StopRequest stop, HouseLock lock)
            throws InterruptedException, IOException, ExecutionException {
        long start = System.nanoTime();
        PartRecords records = new PartRecords(home.run().resolve("parts"));
        endLeftovers(new Leftovers(home, records));
        OpenHouse house = new OpenHouse(premises, wishes, new Nursery(home, records));
        try (LogKeeper logs = new LogKeeper(premises.logs(), log)) {
            logs.start();
            open(house, start);
            followParts(logs);
            house.train();
            awaitWish(stop, lock);
            return 0;
        } catch (InterruptedException | IOException | UncheckedIOException failure) {
            if (!lock.isStillThere()) {
                leaveTheFolder(stop);
                return 0;
            }
            if (!stop.asked().isDone()) {
                throw failure;
            }
            if (isOpen) {
                tellWhyItCloses(stop);
                return 0;
            }
            log.note("Closing the half-open house (" + stop.asked().get() + "); once more to hurry.");
            return 1;
        } finally {
            close(house, stop, lock);
        }
    }

    private void open(OpenHouse house, long start) throws InterruptedException {
        write(Stage.OPENING, house, Map.of());
        log.say("Opening the house in " + home.root());
        Map<String, String> addresses = house.open(Layout.current().settle(home));
        isOpen = true;
        PrivateFiles.write(home.gateway(), addresses.get(OpenHouse.GATEWAY) + "\n");
        welcome(addresses, Duration.ofNanos(System.nanoTime() - start));
        // Only now: whoever opened it in the background reads the welcome until the house says that it is open.
        write(Stage.OPEN, house, addresses);
    }

    private void awaitWish(StopRequest stop, HouseLock lock) throws InterruptedException, ExecutionException {
        try {
            while (!stop.isAsked(LOOK_AGAIN)) {
                if (!lock.isStillThere()) {
                    leaveTheFolder(stop);
                    return;
                }
            }
        } catch (InterruptedException interrupted) {
            if (!stop.asked().isDone()) {
                throw interrupted;
            }
        }
        stop.settle();
        tellWhyItCloses(stop);
    }

    /// Somebody may also delete the folder: nobody could close the house any more, so it closes itself.
    private void leaveTheFolder(StopRequest stop) {
        if (stop.asked().complete("its folder " + home.root() + " was deleted or replaced")) {
            tellWhyItCloses(stop);
        }
    }

    private void tellWhyItCloses(StopRequest stop) {
        log.note("Closing the house (" + stop.asked().join() + "); once more to hurry.");
    }

    /// The wish to close may have interrupted this thread just now; it must not interrupt the closing.
    private void close(OpenHouse house, StopRequest stop, HouseLock lock) throws InterruptedException {
        stop.asked().complete("the house could not be opened");
        stop.settle();
        if (lock.isStillThere()) {
            tellThatItCloses(house);
        }
        house.close(stop.hurry());
        log.say("The house is closed.");
    }

    /// A full disk is no reason to leave the parts running.
    private void tellThatItCloses(OpenHouse house) {
        try {
            write(Stage.CLOSING, house, Map.of());
        } catch (UncheckedIOException unwritten) {
            log.note("That the house closes could not be written down: " + unwritten.getMessage());
        }
    }

    private void endLeftovers(Leftovers leftovers) throws InterruptedException {
        List<Leftover> ended = leftovers.end();
        if (!ended.isEmpty()) {
            List<String> names =
                    ended.stream().map(Leftover::part).distinct().sorted().toList();
            log.say("Ended what an earlier launcher left running: " + String.join(", ", names) + ".");
        }
    }

    private void followParts(LogKeeper logs) throws IOException {
        if (followsParts) {
            for (int number = 1; number <= wishes.workers; number++) {
                logs.follow("worker-" + number);
            }
            logs.follow("gateway");
        }
    }

    private void welcome(Map<String, String> addresses, Duration time) {
        log.say(String.format("%nThe house is open after %.1f s.%n", time.toMillis() / 1000.0));
        addresses.forEach((name, address) -> log.say(String.format("  %-16s %s", name, address)));
        log.say("\nClose it with " + (followsParts ? "Ctrl-C or " : "") + home.call() + "./pawl down.\n");
    }

    private void write(Stage stage, OpenHouse house, Map<String, String> addresses) {
        new HouseState(stage, ProcessIdentity.own(), house.warnings(), addresses).write(home);
    }
}
