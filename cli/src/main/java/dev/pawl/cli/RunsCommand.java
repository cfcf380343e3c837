package dev.pawl.cli;

import dev.pawl.cli.client.RunView;
import dev.pawl.cli.client.RunsView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Lists the runs.
@Command(name = "runs", description = "List the runs, the newest first.")
final class RunsCommand implements Callable<Integer> {

    @Mixin
    final GatewayOptions options;

    @Mixin
    final Screen screen = new Screen();

    @Mixin
    final Paging paging = new Paging();

    private final Surroundings surroundings;

    RunsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.options = new GatewayOptions(surroundings);
    }

    @Override
    public Integer call() {
        screen.show(options.connect().runs(paging.limit, paging.after), this::list);
        return 0;
    }

    private void list(RunsView page) {
        if (page.runs().isEmpty()) {
            screen.line("There are no runs" + (paging.after == null ? " yet." : " before these."));
            return;
        }
        Table table = new Table("RUN", "KIND", "STATUS", "STAGE", "CREATED", "TITLE");
        for (RunView run : page.runs()) {
            table.row(run.id(), run.kind(), status(run), run.stage(), run.createdAt(), run.title());
        }
        screen.table(table);
        paging.remark(screen, surroundings.command() + " runs", page.next());
    }

    static String status(RunView run) {
        RunView.Outcome outcome = run.outcome();
        return outcome == null ? run.status() : run.status() + ": " + outcome.type();
    }
}
