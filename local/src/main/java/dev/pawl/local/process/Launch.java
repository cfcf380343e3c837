package dev.pawl.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// How a program is started: nothing of the launcher's own environment but what is said here.
///
/// @param words its command line, asked for anew at each start
public record Launch(Supplier<List<String>> words, Map<String, String> environment, Path folder, Path log) {

    public Launch {
        environment = Map.copyOf(environment);
    }

    public Launch(List<String> command, Map<String, String> environment, Path folder, Path log) {
        this(always(command), environment, folder, log);
    }

    public List<String> command() {
        return words.get();
    }

    /// The same with the command line of this moment.
    Launch now() {
        return new Launch(command(), environment, folder, log);
    }

    private static Supplier<List<String>> always(List<String> command) {
        List<String> words = List.copyOf(command);
        return () -> words;
    }
}
