package dev.pawl.activities.sandbox;

import dev.pawl.activities.process.TestingDaemon;
import java.io.IOException;
import java.nio.file.Path;

/// A worker in a JVM of its own, for tests that kill it.
final class DyingWorker {

    private DyingWorker() {}

    /// Runs a program that does not want to end.
    ///
    /// @param arguments the worker's folder, how many seconds the program would live, and whether it is shut in
    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (TestingSandbox worker = TestingSandbox.in(Path.of(arguments[0]))) {
            Sandbox sandbox = Boolean.parseBoolean(arguments[2]) ? worker.bubblewrap() : worker.bare();
            worker.run(sandbox, TestingDaemon.script(Integer.parseInt(arguments[1])) + "sleep 60");
        }
    }

    static Process start(Path folder, int seconds, boolean shut) throws IOException {
        return new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        DyingWorker.class.getName(),
                        folder.toString(),
                        Integer.toString(seconds),
                        Boolean.toString(shut))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
    }
}
