package dev.pawl.cli;

import dev.pawl.cli.client.Answer;
import dev.pawl.cli.client.BugReport;
import dev.pawl.cli.client.Exit;
import dev.pawl.cli.client.Gateway;
import dev.pawl.cli.client.RunView;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Reports a bug and, if asked to, waits until it is fixed.
@Command(name = "fix", description = "Report a bug of a repository, to be fixed; with --wait, watch until it is.")
final class FixCommand implements Callable<Integer> {

    @Mixin
    final GatewayOptions options;

    @Mixin
    final Screen screen = new Screen();

    @Mixin
    final Waiting waiting = new Waiting();

    @Mixin
    final BugOptions bug = new BugOptions();

    @Option(names = "--key", paramLabel = "KEY", description = "Sent twice with the same key, it is one run.")
    @Nullable
    String key;

    @Option(names = "--wait", description = "Watch until it ends or needs a person; the exit code says how it went.")
    boolean wait;

    @Option(names = "--wait-for-person", description = "With --wait: go on while it waits for a person, too.")
    boolean waitForPerson;

    private final Surroundings surroundings;

    FixCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.options = new GatewayOptions(surroundings);
    }

    @Override
    public Integer call() {
        BugReport report = bug.report();
        Gateway gateway = options.connect();
        String once = key == null ? UUID.randomUUID().toString() : key;
        Answer<RunView> submitted = waiting.with(surroundings).askOnce(() -> gateway.fix(report, once));
        String run = submitted.view().id();
        if (!wait) {
            screen.show(submitted, _ -> screen.line(run));
            screen.remark("Watch it with: %s watch %s".formatted(surroundings.command(), run));
            return Exit.FINE.code();
        }
        screen.remark("This is run " + run + ".");
        return new RunWatch(surroundings, screen, waiting, waitForPerson).until(gateway, run);
    }
}
