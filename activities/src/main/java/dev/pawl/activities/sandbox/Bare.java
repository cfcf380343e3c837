package dev.pawl.activities.sandbox;

import dev.pawl.activities.process.Command;
import dev.pawl.activities.process.Ended;
import dev.pawl.activities.process.Output;
import dev.pawl.activities.process.Processes;
import dev.pawl.workflows.port.sandbox.Level;
import java.io.IOException;
import java.util.List;

/// No sandbox: the program runs as the worker's own user, and sees what that user sees.
final class Bare implements Sandbox {

    private final Processes processes;

    Bare(Processes processes) {
        this.processes = processes;
    }

    @Override
    public Level level() {
        return Level.NONE;
    }

    @Override
    public List<String> limits() {
        return List.of();
    }

    @Override
    public Ended run(Command command, View view, Output output) throws IOException, InterruptedException {
        return processes.run(command, output);
    }
}
