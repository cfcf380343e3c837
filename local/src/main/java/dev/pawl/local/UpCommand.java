package dev.pawl.local;

import dev.pawl.local.home.Checkout;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.Layout;
import dev.pawl.local.log.HouseLog;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Opens the house and stays with it.
@Command(
        name = "up",
        description = "Starts Temporal, PostgreSQL, the S3 server, the workers and the gateway, and stays with them.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {

    @Mixin
    private Wishes wishes = new Wishes();

    @Option(names = "--detach", description = "Open the house in the background, and return when it is ready.")
    private boolean detach;

    /// How a detached launcher is called, whatever else was said: its log is the house's log, so it does not follow the
    /// parts' logs.
    @Option(names = "--background", hidden = true)
    private boolean background;

    @Override
    public Integer call() throws Exception {
        Home named = Home.of(System.getenv()).real();
        Layout.current().check(named);
        Home home = named.create();
        HouseLog log = new HouseLog(System.out, InstantSource.system());
        Premises premises = new Premises(home, Checkout.of(System.getenv()), System.getenv(), log);
        if (detach && !background) {
            return new DetachedLauncher(premises).open();
        }
        return new Launcher(premises, wishes, !background).run();
    }
}
