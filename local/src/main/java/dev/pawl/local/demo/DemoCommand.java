package dev.pawl.local.demo;

import dev.pawl.local.HouseException;
import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.log.HouseLog;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows what Pawl is for: a bug that is reported, shown, fixed and proved.
@Command(
        name = "demo",
        description = "Opens the house if it is closed, makes a sample repository with a bug in it, reports the bug and"
                + " shows how it is fixed. The house stays open. Needs no key and no network. Exit code: 0 the bug"
                + " was fixed, 1 it was not.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--kill",
            description = "Kill the worker, the gateway, PostgreSQL and Temporal, one after the other, while the agent"
                    + " works.")
    private boolean kill;

    @Option(names = "--down", description = "Close the house at the end.")
    private boolean down;

    @Override
    public Integer call() throws InterruptedException {
        GuestHouse house = GuestHouse.own(System.getenv());
        HouseLog log = new HouseLog(System.out, InstantSource.system());
        boolean well;
        try (Farewell _ = Farewell.prepared(house, log)) {
            well = show(house, log);
        }
        leave(house, log);
        return well ? 0 : 1;
    }

    private boolean show(GuestHouse house, HouseLog log) throws InterruptedException {
        try {
            return new Demo(house, log, kill).show();
        } catch (UncheckedIOException | HouseException failure) {
            log.say("");
            log.say("This went wrong: " + failure.getMessage());
            log.say("The logs are in " + house.logs() + ".");
            return false;
        }
    }

    private void leave(GuestHouse house, HouseLog log) throws InterruptedException {
        if (down) {
            house.close();
            log.say("The house is closed.");
        } else if (house.isOpen()) {
            log.say("The house stays open. Close it with: " + house.call() + " down");
        }
    }
}
