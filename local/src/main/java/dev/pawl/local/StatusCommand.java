package dev.pawl.local;

import dev.pawl.local.home.Home;
import dev.pawl.local.home.Json;
import dev.pawl.local.home.Layout;
import dev.pawl.local.status.Inspection;
import dev.pawl.local.status.StatusReport;
import dev.pawl.local.status.StatusText;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows how the house is.
@Command(
        name = "status",
        description =
                "Shows each part with its address, process, memory and health. Exit code: 0 all is well, 1 something"
                        + " is not, 3 the house is closed.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Home home = Home.of(System.getenv()).real();
        Layout.current().check(home);
        StatusReport report = new Inspection(home).report();
        System.out.println(
                json ? Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(report) : StatusText.of(report));
        return report.exitCode();
    }
}
