package dev.pawl.activities.process;

import java.io.IOException;

/// Runs programs that nobody here wrote, and leaves nothing of them behind.
public interface Processes {

    /// Starts the program, waits for its end and takes away whatever it started. Interrupted, it ends the program
    /// first.
    ///
    /// @param output gets what it says while it runs; slow takers slow the program
    default Ended run(Command command, Output output) throws IOException, InterruptedException {
        return run(command, Guard.NOBODY, output);
    }

    /// The same, with somebody who stands by.
    Ended run(Command command, Guard guard, Output output) throws IOException, InterruptedException;
}
