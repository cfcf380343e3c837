package dev.pawl.cli;

import dev.pawl.cli.client.Answer;
import dev.pawl.cli.client.EventsView;
import dev.pawl.cli.client.Gateway;
import dev.pawl.cli.client.RunView;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints what happened in a run, and goes on printing while it happens.
@Command(name = "logs", description = "Print what happened in a run; with --json one event a line.")
final class LogsCommand implements Callable<Integer> {

    @Mixin
    final GatewayOptions options;

    @Mixin
    final Screen screen = new Screen();

    @Parameters(paramLabel = "RUN", description = "The run's id.")
    String id = "";

    @Option(names = "--after", paramLabel = "SEQ", description = "Only what came after this number.")
    long after;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the run ends.")
    boolean follow;

    @Option(
            names = "--patience",
            paramLabel = "D",
            defaultValue = "1h",
            converter = Durations.class,
            description = "How long to wait while nothing moves, or while the gateway is away (default: 1h).")
    Duration patience = Duration.ofHours(1);

    private final Surroundings surroundings;

    LogsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.options = new GatewayOptions(surroundings);
    }

    @Override
    public Integer call() {
        Gateway gateway = options.connect();
        RunView run = gateway.run(id).view(); // a wrong id or a closed house is said at once, not waited for
        RunFollower follower = new RunFollower(gateway, new Patience(surroundings, patience), this::print);
        if (follow) {
            follower.follow(id, after);
        } else {
            follower.read(run, after);
        }
        return 0;
    }

    private void print(Answer<EventsView> page) {
        if (screen.json) {
            page.json().path("events").forEach(event -> screen.line(event.toString()));
            return;
        }
        page.view().events().forEach(event -> screen.line(EventLine.of(event)));
    }
}
