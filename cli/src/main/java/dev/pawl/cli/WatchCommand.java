package dev.pawl.cli;

import dev.pawl.cli.client.Gateway;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Tells of a run while it goes on, until it ends or needs a person.
@Command(name = "watch", description = "Watch a run until it ends or needs a person; the exit code says how it went.")
final class WatchCommand implements Callable<Integer> {

    @Mixin
    final GatewayOptions options;

    @Mixin
    final Screen screen = new Screen();

    @Mixin
    final Waiting waiting = new Waiting();

    @Parameters(paramLabel = "RUN", description = "The run's id.")
    String id = "";

    @Option(names = "--wait-for-person", description = "Go on while it waits for a person, too.")
    boolean waitForPerson;

    private final Surroundings surroundings;

    WatchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.options = new GatewayOptions(surroundings);
    }

    @Override
    public Integer call() {
        Gateway gateway = options.connect();
        gateway.run(id); // a wrong id or a closed house is said at once, not waited for
        return new RunWatch(surroundings, screen, waiting, waitForPerson).until(gateway, id);
    }
}
