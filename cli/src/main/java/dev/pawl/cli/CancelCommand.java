package dev.pawl.cli;

import dev.pawl.cli.client.Exit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Ends a run.
@Command(name = "cancel", description = "End a run. What its finished steps left is kept as a patch.")
final class CancelCommand implements Callable<Integer> {

    @Mixin
    final GatewayOptions options;

    @Mixin
    final Screen screen = new Screen();

    @Parameters(paramLabel = "RUN", description = "The run's id.")
    String id = "";

    CancelCommand(Surroundings surroundings) {
        this.options = new GatewayOptions(surroundings);
    }

    @Override
    public Integer call() {
        screen.show(
                options.connect().cancel(id),
                run -> screen.line(
                        run.hasEnded()
                                ? "It had ended already: " + RunsCommand.status(run) + "."
                                : "It is to end, and does so as soon as Temporal hears of it."));
        return Exit.FINE.code();
    }
}
