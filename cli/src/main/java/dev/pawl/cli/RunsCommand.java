package dev.pawl.cli;

import dev.pawl.cli.client.RunQuery;
import dev.pawl.cli.client.RunView;
import dev.pawl.cli.client.RunsView;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Lists the runs.
@Command(name = "runs", description = "List the runs, the newest first.")
final class RunsCommand implements Callable<Integer> {

    @Mixin
    final GatewayOptions options;

    @Mixin
    final Screen screen = new Screen();

    @Mixin
    final Paging paging = new Paging();

    @Option(names = "--kind", paramLabel = "KIND", description = "Only of this kind: bugfix, checkup.")
    @Nullable
    String kind;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description = "Only in this state: submitted, running, parked, needs_human, ended.")
    @Nullable
    String status;

    @Option(names = "--repository", paramLabel = "URL", description = "Only of this repository.")
    @Nullable
    String repository;

    @Option(names = "--text", paramLabel = "TEXT", description = "Only with this in the title.")
    @Nullable
    String text;

    private final Surroundings surroundings;

    RunsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.options = new GatewayOptions(surroundings);
    }

    @Override
    public Integer call() {
        RunQuery query = new RunQuery(paging.limit, paging.after, kind, status, repository, text);
        screen.show(options.connect().runs(query), this::list);
        return 0;
    }

    private void list(RunsView page) {
        if (page.runs().isEmpty()) {
            screen.line("There are no runs"
                    + (paging.after == null ? " yet, or none that are asked for." : " before these."));
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
        if (outcome != null) {
            return run.status() + ": " + outcome.type();
        }
        return run.stalled() == null ? run.status() : run.status() + ": stalled";
    }
}
