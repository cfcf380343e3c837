package dev.pawl.local;

import dev.pawl.local.bench.BenchCommand;
import dev.pawl.local.demo.DemoCommand;
import dev.pawl.local.install.InstallCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/// The commands that open, close and look at a house on this machine.
@Command(
        name = "./pawl",
        description = "Opens and closes the whole house on this machine.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            DemoCommand.class,
            InstallCommand.class,
            BenchCommand.class
        },
        mixinStandardHelpOptions = true)
public final class House {

    private House() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /// Carries a command out; answers with the exit code.
    static int run(String... arguments) {
        return new CommandLine(new House())
                .setExecutionExceptionHandler(sentences())
                .setUsageHelpAutoWidth(true)
                .execute(arguments);
    }

    /// A sentence is for a person; anything else is a mistake of ours and shown whole.
    private static IExecutionExceptionHandler sentences() {
        return (failure, command, parsed) -> {
            PrintWriter err = command.getErr();
            if (failure instanceof HouseException sentence) {
                err.println(sentence.sentence());
            } else {
                err.println("This should not have happened; please report it with the lines below.");
                failure.printStackTrace(err);
            }
            err.flush();
            return 1;
        };
    }
}
