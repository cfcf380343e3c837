package dev.pawl.activities.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// A program, what it gets, and how far it may go.
///
/// @param line the program and its arguments
/// @param environment all of it: nothing else is passed on
/// @param input what it reads on its standard input, which is closed after
/// @param longest how long it may run
/// @param silence how long it may say nothing
/// @param mostOutput how many bytes it may say in all
public record Command(
        List<String> line,
        Path folder,
        Map<String, String> environment,
        String input,
        Duration longest,
        Duration silence,
        long mostOutput) {

    public Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    /// The same, with another program.
    public Command withLine(List<String> other) {
        return new Command(other, folder, environment, input, longest, silence, mostOutput);
    }
}
