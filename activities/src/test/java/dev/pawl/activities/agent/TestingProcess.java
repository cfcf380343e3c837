package dev.pawl.activities.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The process of an agent that works in a folder, as the machine shows it.
record TestingProcess(String name, Path folder) {

    /// All that are there now.
    List<ProcessHandle> all() {
        return ProcessHandle.allProcesses()
                .filter(process -> shown(process, "comm").strip().equals(name))
                .filter(process -> shown(process, "environ").contains(folder.toString()))
                .toList();
    }

    boolean isThere() {
        return !all().isEmpty();
    }

    void kill() {
        all().forEach(ProcessHandle::destroyForcibly);
    }

    void freeze() {
        for (ProcessHandle process : all()) {
            try {
                new ProcessBuilder("/bin/sh", "-c", "kill -STOP " + process.pid())
                        .start()
                        .waitFor();
            } catch (IOException failure) {
                throw new AssertionError(failure);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static String shown(ProcessHandle process, String file) {
        try {
            return new String(
                    Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), file)), StandardCharsets.UTF_8);
        } catch (IOException gone) {
            return "";
        }
    }
}
