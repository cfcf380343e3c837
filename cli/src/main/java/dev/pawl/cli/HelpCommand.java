package dev.pawl.cli;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Shows the help of a command, however deep it lies (`help keys create`).
@Command(name = "help", description = "Show this page, or the help of one command.")
final class HelpCommand implements Runnable {

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The command to explain.")
    List<String> path = List.of();

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        CommandLine command = spec.commandLine().getParent();
        for (String name : path) {
            CommandLine next = command.getSubcommands().get(name);
            if (next == null) {
                throw new ParameterException(command, "There is no command '" + String.join(" ", path) + "'");
            }
            command = next;
        }
        command.usage(command.getOut());
    }
}
