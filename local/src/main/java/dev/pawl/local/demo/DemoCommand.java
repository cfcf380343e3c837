package dev.pawl.local.demo;

import dev.pawl.local.guest.GuestHouse;
import dev.pawl.local.guest.Visit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows what Pawl is for, on a house that is there for nothing else.
@Command(
        name = "demo",
        description =
                "Opens a house of its own in a temporary folder, kills a worker in the middle of a run, shows that"
                        + " the run goes on where it was, and closes the house. Needs no key and no network. Exit code: 0 the run"
                        + " ended as it should, 1 it did not, 130 stopped.",
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    @Option(names = "--keep", description = "Leave the house open, so that you can look around in it.")
    private boolean keep;

    @Override
    public Integer call() throws InterruptedException {
        GuestHouse house = GuestHouse.make("demo", System.getenv(), false);
        return new Visit(house).run((open, log) -> new Demo(open, log, keep).show(), keep);
    }
}
