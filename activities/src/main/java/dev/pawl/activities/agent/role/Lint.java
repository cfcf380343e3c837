package dev.pawl.activities.agent.role;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Says what is wrong with a repository's agents, to those who write them and to their builds.
public final class Lint {

    private static final Pattern COMMA = Pattern.compile(",");

    /// A file that asks for more than its operator grants is not wrong: it gets less.
    private static final int MOST_TURNS = Integer.MAX_VALUE;

    private static final int WRONG = 1;
    private static final int NOT_READ = 2;

    private final RoleSettings bounds;
    private final PrintStream out;
    private int wrong;

    private Lint(RoleSettings bounds, PrintStream out) {
        this.bounds = bounds;
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(run(arguments, System.getenv(), System.out, System.err));
    }

    /// Returns the exit code: 0, 1 where anything is wrong, 2 where nothing could be read.
    ///
    /// @param environment the settings of the workers, where they are not the usual ones
    public static int run(String[] arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        Path folder = Path.of(arguments.length == 1 ? arguments[0] : "");
        if (arguments.length > 1 || !Files.isDirectory(folder)) {
            err.println(
                    arguments.length > 1
                            ? "Usage: pawl lint [FOLDER]. FOLDER is the root of a repository."
                            : "There is no folder %s. Name the root of a repository.".formatted(folder));
            return NOT_READ;
        }
        try {
            return new Lint(bounds(environment), out).all(folder);
        } catch (IOException e) {
            err.println("The agents could not be read: " + e.getMessage());
            return NOT_READ;
        }
    }

    private int all(Path root) throws IOException {
        Path folder = root.resolve(Roles.FOLDER);
        if (!Files.isDirectory(folder)) {
            out.println("There is no folder %s: the agents that Pawl brings along do all the work.".formatted(folder));
            return 0;
        }
        int files = 0;
        for (Path file : files(folder)) {
            lint(file);
            files++;
        }
        out.println("%d files, %d faults.".formatted(files, wrong));
        return wrong == 0 ? 0 : WRONG;
    }

    private void lint(Path file) throws IOException {
        String called = file.getFileName().toString();
        String name = called.replaceFirst("\\.md$", "");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || !called.equals(name + Roles.ENDING)) {
            tell(file, new Fault(1, "Agents are plain files, called like developer.md. Nothing else is read here."));
        } else if (!name.matches(Roles.NAME)) {
            tell(file, new Fault(1, "An agent's name has small letters, digits and dashes, at most 31."));
        } else {
            RoleFile.read(name, Files.readAllBytes(file), Shipped.required(name), bounds)
                    .faults()
                    .forEach(fault -> tell(file, fault));
        }
    }

    private void tell(Path file, Fault fault) {
        wrong++;
        out.println(fault.at(file.toString()));
    }

    private static Iterable<Path> files(Path folder) throws IOException {
        TreeSet<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
            all.forEach(files::add);
        }
        return files;
    }

    private static RoleSettings bounds(Map<String, String> environment) throws IOException {
        String tools = environment.get("PAWL_ROLE_TOOLS");
        return new RoleSettings(
                tools == null ? Shipped.tools() : Arrays.asList(COMMA.split(tools)), MOST_TURNS, null, null, null);
    }
}
