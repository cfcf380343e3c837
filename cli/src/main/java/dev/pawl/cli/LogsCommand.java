package dev.pawl.cli;

import dev.pawl.cli.client.Answer;
import dev.pawl.cli.client.EventsView;
import dev.pawl.cli.client.Gateway;
import dev.pawl.cli.client.RunView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints what happened in a run, and goes on printing while it happens.
@Command(name = "logs", description = "Print what happened in a run; with --json one event a line.")
final class LogsCommand implements Callable<Integer> {

    private static final int PAGE = 200;

    @Mixin
    final GatewayOptions options;

    @Mixin
    final Screen screen = new Screen();

    @Mixin
    final Waiting waiting = new Waiting();

    @Parameters(paramLabel = "RUN", description = "The run's id.")
    String id = "";

    @Option(names = "--after", paramLabel = "SEQ", description = "Only what came after this number.")
    long after;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the run ends.")
    boolean follow;

    private final Surroundings surroundings;

    LogsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.options = new GatewayOptions(surroundings);
    }

    @Override
    public Integer call() {
        Gateway gateway = options.connect();
        RunView run = gateway.run(id).view(); // a wrong id or a closed house is said at once, not waited for
        if (follow) {
            new RunFollower(gateway, waiting.with(surroundings), this::print, screen::remark).follow(id, after);
        } else {
            read(gateway, run.events());
        }
        return 0;
    }

    /// What there is now, page by page.
    private void read(Gateway gateway, long last) {
        Patience limit = waiting.with(surroundings);
        long seen = after;
        while (seen < last) {
            long from = seen;
            Answer<EventsView> page = limit.ask(() -> gateway.events(id, from, PAGE));
            List<EventsView.Event> events = page.view().events();
            if (events.isEmpty()) {
                return;
            }
            for (int i = 0; i < events.size(); i++) {
                print(new Answer<>(page.json().path("events").path(i), events.get(i)));
            }
            seen = events.getLast().seq();
        }
    }

    private void print(Answer<EventsView.Event> event) {
        screen.line(screen.json ? event.json().toString() : EventLine.of(event.view()));
    }
}
