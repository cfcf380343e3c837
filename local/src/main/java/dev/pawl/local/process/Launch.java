package dev.pawl.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// How a program is started: nothing of the launcher's own environment but what is said here.
public record Launch(List<String> command, Map<String, String> environment, Path folder, Path log) {

    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
