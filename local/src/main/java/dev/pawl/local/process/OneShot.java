package dev.pawl.local.process;

import dev.pawl.local.HouseException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A short command that is waited for: a tool that the house uses, not a part of it.
public final class OneShot {

    private OneShot() {}

    /// What a command said, and how it ended.
    public record Result(int code, String output) {

        /// Whether it says that all went well.
        public boolean isSuccess() {
            return code == 0;
        }
    }

    /// Runs a command, but not longer than this. One that cannot even be started has code 127, as in a shell.
    public static Result run(Duration patience, List<String> command) throws InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException failure) {
            return new Result(127, String.valueOf(failure.getMessage()));
        }
        try {
            process.getOutputStream().close();
            Thread watch = Thread.ofPlatform().daemon().start(() -> endAfter(process, patience));
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            watch.interrupt();
            return new Result(code, output.strip());
        } catch (IOException failure) {
            throw new HouseException(
                    "The command " + command.getFirst() + " cannot be read: " + failure.getMessage(), failure);
        } finally {
            kill(process);
        }
    }

    /// What it started would hold its output open, and its reader with it.
    private static void kill(Process process) {
        List<ProcessHandle> started = process.descendants().toList();
        process.destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }

    private static void endAfter(Process process, Duration patience) {
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                kill(process);
            }
        } catch (InterruptedException itEnded) {
            return;
        }
    }
}
