package dev.pawl.activities.sandbox;

import dev.pawl.activities.process.Command;
import dev.pawl.activities.process.Ended;
import dev.pawl.activities.process.Output;
import dev.pawl.workflows.port.sandbox.Level;
import java.io.IOException;
import java.util.List;

/// Runs what strangers wrote, and lets it see and reach no more than it is given.
public interface Sandbox {

    /// How well it shuts in.
    Level level();

    /// What it holds programs to, in words; nothing where it holds them to nothing.
    List<String> limits();

    /// Starts the program, waits for its end and takes away whatever it started. Interrupted, it ends the program
    /// first.
    Ended run(Command command, View view, Output output) throws IOException, InterruptedException;
}
