package dev.pawl.cli;

import dev.pawl.cli.client.Complaint;
import dev.pawl.cli.client.Exit;
import dev.pawl.cli.client.Unreachable;
import java.io.IOException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The command itself. What the launcher does without the gateway (`up`, `test`, ...) is only listed here.
@Command(
        name = "pawl",
        header = "Pawl takes coding agents from a sentence to a change that is ready to merge, and never slips back.%n",
        customSynopsis = "${COMMAND-FULL-NAME} <command> [options]",
        commandListHeading = "")
public final class Pawl implements Runnable {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            hidden = true)
    boolean help;

    @Option(names = "--version", hidden = true)
    boolean version;

    private final CommandLine commandLine;

    private Pawl(Surroundings surroundings) {
        commandLine = new CommandLine(this);
        commandLine
                .setCommandName(surroundings.command())
                .addSubcommand(new DoctorCommand(surroundings))
                .addSubcommand(new FixCommand(surroundings))
                .addSubcommand(new RunsCommand(surroundings))
                .addSubcommand(new ShowCommand(surroundings))
                .addSubcommand(new WatchCommand(surroundings))
                .addSubcommand(new LogsCommand(surroundings))
                .addSubcommand(new DecideCommand(surroundings))
                .addSubcommand(new CancelCommand(surroundings))
                .addSubcommand(new PatchCommand(surroundings))
                .addSubcommand(new EvidenceCommand(surroundings))
                .addSubcommand(KeysCommand.commandLine(surroundings))
                .addSubcommand(new AuditCommand(surroundings))
                .addSubcommand(new VersionCommand())
                .addSubcommand(new HelpCommand());
    }

    public static void main(String[] arguments) {
        System.exit(commandLine(Surroundings.real()).execute(arguments));
    }

    static CommandLine commandLine(Surroundings surroundings) {
        CommandLine commandLine = new Pawl(surroundings).commandLine;
        commandLine
                .setParameterExceptionHandler(Pawl::explainUsage)
                .setExecutionExceptionHandler((failure, command, _) -> explain(failure, command, surroundings))
                .setAllowOptionsAsOptionParameters(false);
        HelpPage.arrange(commandLine);
        return commandLine;
    }

    @Override
    public void run() {
        if (version) {
            commandLine.getOut().println(VersionCommand.line());
            return;
        }
        commandLine.usage(commandLine.getOut());
    }

    private static int explain(Exception failure, CommandLine command, Surroundings surroundings) {
        PrintWriter err = command.getErr();
        if (failure instanceof Complaint complaint) {
            err.println(Table.plain(complaint.sentence()));
            if (failure instanceof Unreachable unreachable && unreachable.nobodyThere()) {
                err.println(hint(unreachable, surroundings));
            }
            return complaint.exit().code();
        }
        err.println("The command itself has a mistake: " + Table.plain(failure.toString()));
        if (surroundings.setting("PAWL_DEBUG") != null) {
            failure.printStackTrace(err);
        } else {
            err.println("Set PAWL_DEBUG=1 to see where, and tell its makers.");
        }
        return Exit.BUG.code();
    }

    /// A house that is open starts its gateway again by itself, and would refuse to be opened once more.
    private static String hint(Unreachable unreachable, Surroundings surroundings) {
        try {
            String house = surroundings.fromHome("gateway");
            if (house != null && unreachable.nobodyAt(house)) {
                return "The house in %s is open, but its gateway does not answer just now. Try again, or look with '%s status'."
                        .formatted(surroundings.home(), surroundings.command());
            }
        } catch (IOException _) {
            // said below, as for a gateway that is not this house's
        }
        return "Start the house with '" + surroundings.command()
                + " up', or say with --url or PAWL_URL where the gateway is.";
    }

    private static int explainUsage(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        PrintWriter err = command.getErr();
        String root = root(command).getCommandName();
        boolean unmatched = failure instanceof UnmatchedArgumentException;
        String first = arguments.length == 0 ? "" : arguments[0];
        if (unmatched && command.getParent() == null && !first.startsWith("-")) {
            err.println("There is no command '" + Table.plain(first) + "'.");
        } else {
            err.println(Table.plain(String.valueOf(failure.getMessage())) + ".");
        }
        if (unmatched) {
            UnmatchedArgumentException.printSuggestions(failure, err);
        }
        err.println("'" + root + " help" + path(command) + "' says what there is.");
        return Exit.USAGE.code();
    }

    private static CommandLine root(CommandLine command) {
        return command.getParent() == null ? command : root(command.getParent());
    }

    private static String path(CommandLine command) {
        return command.getParent() == null ? "" : path(command.getParent()) + " " + command.getCommandName();
    }
}
