package dev.pawl.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// API keys: who may speak with the gateway.
@Command(
        name = "keys",
        description = "List, make and revoke API keys.",
        synopsisSubcommandLabel = "(list | create | revoke)")
final class KeysCommand implements Runnable {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            hidden = true)
    boolean help;

    @Spec
    CommandSpec spec = CommandSpec.create();

    static CommandLine commandLine(Surroundings surroundings) {
        return new CommandLine(new KeysCommand())
                .addSubcommand(new KeysListCommand(surroundings))
                .addSubcommand(new KeysCreateCommand(surroundings))
                .addSubcommand(new KeysRevokeCommand(surroundings));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do with the keys: list, create or revoke");
    }
}
