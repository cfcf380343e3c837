package dev.pawl.activities.process;

import java.io.IOException;

/// What the machine has on which tests run.
public final class TestingMachine {

    private TestingMachine() {}

    /// Whether this program is there and ends well. Where CI runs the tests it must be: CI installs it.
    public static boolean has(String... line) throws IOException {
        boolean has = runs(line);
        if (!has && System.getenv("CI") != null) {
            throw new AssertionError("CI has no %s, so that tests would be left out.".formatted(line[0]));
        }
        return has;
    }

    /// Whether this program is there and ends well.
    public static boolean runs(String... line) throws IOException {
        try {
            Process process = new ProcessBuilder(line)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException missing) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
