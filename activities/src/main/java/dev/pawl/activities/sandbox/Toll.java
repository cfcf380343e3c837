package dev.pawl.activities.sandbox;

import dev.pawl.activities.process.Command;
import dev.pawl.activities.process.Ended;
import dev.pawl.activities.process.Processes;
import dev.pawl.activities.station.Station;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Runs one command in the sandbox and bare, by turns, and prints what each took, a line each: the level, and
/// milliseconds. That is what the sandbox costs an invocation.
public final class Toll {

    private static final int TO_WARM_UP = 3;
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private Toll() {}

    /// Arguments: a folder for the worker's things, how often, and the command with the whole path of its program.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = List.of(arguments);
        try (ApplicationContext worker = ApplicationContext.run(Map.of("pawl.station.folder", words.getFirst()))) {
            measure(worker, Integer.parseInt(words.get(1)), words.subList(2, words.size()));
        }
    }

    private static void measure(ApplicationContext worker, int times, List<String> line)
            throws IOException, InterruptedException {
        List<Sandbox> both = List.of(worker.getBean(Bubblewrap.class), new Bare(worker.getBean(Processes.class)));
        Station station = worker.getBean(Station.class);
        for (int time = -TO_WARM_UP; time < times; time++) {
            for (Sandbox sandbox : both) {
                long begin = System.nanoTime();
                run(sandbox, Files.createDirectories(station.scratch().resolve("tree")), line);
                double millis = (System.nanoTime() - begin) / 1e6;
                if (time >= 0) {
                    System.out.printf("%s %.3f%n", sandbox.level().word(), millis);
                }
            }
        }
    }

    private static void run(Sandbox sandbox, Path tree, List<String> line) throws IOException, InterruptedException {
        Command command = new Command(
                line, tree, Map.of("PATH", Bubblewrap.PATH, "HOME", tree.toString()), "", LONGEST, LONGEST, 1 << 20);
        View view = new View(List.of(tree), List.of(Path.of(line.getFirst())), List.of(), null);
        Ended ended = sandbox.run(command, view, (_, _, _) -> {});
        if (!ended.isFine()) {
            throw new IOException("%s ended with %s.".formatted(line, ended));
        }
    }
}
