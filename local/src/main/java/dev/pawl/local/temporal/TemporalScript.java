package dev.pawl.local.temporal;

import dev.pawl.local.HouseException;
import dev.pawl.local.log.HouseLog;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// The checkout's own script that downloads Temporal's tool, or builds the same version with Go where there is no
/// download.
final class TemporalScript {

    private final Path module;
    private final Map<String, String> environment;
    private final HouseLog log;

    TemporalScript(Path module, Map<String, String> environment, HouseLog log) {
        this.module = module;
        this.environment = environment;
        this.log = log;
    }

    /// Puts the tool at its place; says no, after the script has said why, when it cannot be had here.
    boolean put(Path place) throws InterruptedException {
        Process script = start(place);
        try (BufferedReader output = script.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                log.say("  " + line);
            }
            return script.waitFor() == 0;
        } catch (IOException failure) {
            throw new HouseException("Temporal was not fetched: " + failure.getMessage() + ".", failure);
        } finally {
            script.destroy();
        }
    }

    private Process start(Path place) {
        String program = module.resolve("build").toString();
        ProcessBuilder builder = new ProcessBuilder(program, place.toString()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new HouseException(
                    "The script " + program + " cannot be started (" + failure.getMessage()
                            + "). Is the checkout whole?",
                    failure);
        }
    }
}
