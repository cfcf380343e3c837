package dev.pawl.cli;

import dev.pawl.cli.client.Exit;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Answers what a run waits for.
@Command(name = "decide", description = "Answer what a run waits for: retry, edit or abort.")
final class DecideCommand implements Callable<Integer> {

    @Mixin
    final GatewayOptions options;

    @Mixin
    final Screen screen = new Screen();

    @Parameters(index = "0", paramLabel = "RUN", description = "The run's id.")
    String id = "";

    @Parameters(
            index = "1",
            paramLabel = "VERB",
            description = "retry: once more, as it is. edit: once more, and tell the agent the note. abort: end it.")
    String verb = "";

    @Option(names = "--note", paramLabel = "TEXT", description = "What the agent is told, and what people read later.")
    @Nullable
    String note;

    DecideCommand(Surroundings surroundings) {
        this.options = new GatewayOptions(surroundings);
    }

    @Override
    public Integer call() {
        screen.show(
                options.connect().decide(id, verb, note),
                run -> screen.line("Decided: " + Table.plain(verb)
                        + (verb.equals("abort") ? ". The run ends." : ". The run goes on.")));
        return Exit.FINE.code();
    }
}
