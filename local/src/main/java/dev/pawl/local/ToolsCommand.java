package dev.pawl.local;

import dev.pawl.local.home.Checkout;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.Layout;
import dev.pawl.local.log.HouseLog;
import dev.pawl.local.temporal.TemporalBinary;
import dev.pawl.local.temporal.TemporalTool;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Makes sure that Temporal's tool is there, for example while Maven builds.
@Command(
        name = "tools",
        description = "Finds, downloads or builds the Temporal server, so that opening the house need not.",
        mixinStandardHelpOptions = true)
final class ToolsCommand implements Callable<Integer> {

    @Override
    public Integer call() throws InterruptedException {
        Home named = Home.of(System.getenv()).real();
        Layout.current().check(named);
        Home home = named.create();
        HouseLog log = new HouseLog(System.out, InstantSource.system());
        Optional<TemporalBinary> found =
                new TemporalTool(home, Checkout.of(System.getenv()), System.getenv(), log).find();
        log.say(found.map(binary -> "Temporal " + binary.version() + " (server " + binary.serverVersion() + ") is at "
                        + binary.path() + ".")
                .orElse("Temporal's server cannot be had here; the house will use one in memory, which forgets."));
        return 0;
    }
}
