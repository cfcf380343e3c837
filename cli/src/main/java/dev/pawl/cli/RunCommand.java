package dev.pawl.cli;

import dev.pawl.cli.client.Answer;
import dev.pawl.cli.client.EventsView;
import dev.pawl.cli.client.Gateway;
import dev.pawl.cli.client.RunView;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows one run with what happened in it.
@Command(name = "run", description = "Show one run and what happened in it.")
final class RunCommand implements Callable<Integer> {

    @Mixin
    final GatewayOptions options;

    @Mixin
    final Screen screen = new Screen();

    @Parameters(paramLabel = "RUN", description = "The run's id.")
    String id = "";

    private final Surroundings surroundings;

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.options = new GatewayOptions(surroundings);
    }

    @Override
    public Integer call() {
        Gateway gateway = options.connect();
        screen.show(gateway.run(id), run -> {
            screen.table(facts(run));
            findings(run);
            if (run.events() > 0) {
                screen.line("");
                new RunFollower(gateway, new Patience(surroundings, Duration.ZERO), this::print).read(run, 0);
            }
        });
        return 0;
    }

    private static Table facts(RunView run) {
        Table table = new Table("run", Table.plain(run.id()))
                .row("kind", run.kind())
                .row("title", run.title())
                .row("status", RunsCommand.status(run));
        if (run.stage() != null) {
            table.row("stage", run.stage());
        }
        return table.row("created", run.createdAt())
                .row("started", run.startedAt())
                .row("ended", run.endedAt());
    }

    private void findings(RunView run) {
        RunView.Outcome outcome = run.outcome();
        if (outcome != null && !outcome.findings().isEmpty()) {
            screen.line("");
            screen.table(Findings.table(outcome.findings()));
        }
    }

    private void print(Answer<EventsView> page) {
        page.view().events().forEach(event -> screen.line(EventLine.of(event)));
    }
}
