package dev.pawl.cli;

import dev.pawl.cli.client.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows all that is known of one run.
@Command(name = "show", description = "Show one run: its stages, gates, cost, and what it waits for.")
final class ShowCommand implements Callable<Integer> {

    @Mixin
    final GatewayOptions options;

    @Mixin
    final Screen screen = new Screen();

    @Parameters(paramLabel = "RUN", description = "The run's id.")
    String id = "";

    private final Surroundings surroundings;

    ShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.options = new GatewayOptions(surroundings);
    }

    @Override
    public Integer call() {
        screen.show(options.connect().run(id), new RunFacts(screen, surroundings)::show);
        return Exit.FINE.code();
    }
}
