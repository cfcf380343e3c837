package dev.pawl.activities.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A program, what it gets, and how far it may go.
///
/// @param line the program and its arguments
/// @param environment all of it: nothing else is passed on
/// @param input what it reads on its standard input, which is closed after, unless it is spoken with
/// @param longest how long it may run
/// @param silence how long it may say nothing
/// @param mostOutput how many bytes it may say in all
/// @param dialogue how it is spoken with while it runs; absent, it is not
public record Command(
        List<String> line,
        Path folder,
        Map<String, String> environment,
        String input,
        Duration longest,
        Duration silence,
        long mostOutput,
        @Nullable Dialogue dialogue) {

    public Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    public Command(
            List<String> line,
            Path folder,
            Map<String, String> environment,
            String input,
            Duration longest,
            Duration silence,
            long mostOutput) {
        this(line, folder, environment, input, longest, silence, mostOutput, null);
    }

    /// The same, spoken with.
    public Command with(Dialogue other) {
        return new Command(line, folder, environment, input, longest, silence, mostOutput, other);
    }

    /// The same, with another program.
    public Command withLine(List<String> other) {
        return new Command(other, folder, environment, input, longest, silence, mostOutput, dialogue);
    }

    /// The same, with another environment.
    public Command withEnvironment(Map<String, String> other) {
        return new Command(line, folder, other, input, longest, silence, mostOutput, dialogue);
    }
}
