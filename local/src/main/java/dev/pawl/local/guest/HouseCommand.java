package dev.pawl.local.guest;

import dev.pawl.local.HouseException;
import dev.pawl.local.program.Jvm;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Carries out the launcher's own commands the way a person does: as a process, with this JDK and this jar.
final class HouseCommand {

    private static final String FIRST_HEAP = "16m";
    private static final String HEAP = "64m";
    private static final Duration TO_END = Duration.ofSeconds(20);

    private final Map<String, String> environment;

    HouseCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /// Answers with the exit code. It has a session of its own, so that a Ctrl-C reaches it only through its caller.
    int run(Duration patience, Consumer<String> reader, List<String> words) throws InterruptedException {
        Process process = start(words);
        Thread reading = Thread.ofPlatform().daemon().name("reader").start(() -> read(process, reader));
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new HouseException("The house did not do '" + String.join(" ", words) + "' within "
                        + patience.toMinutes() + " minutes.");
            }
            reading.join();
            return process.exitValue();
        } finally {
            end(process);
        }
    }

    private Process start(List<String> words) {
        List<String> program = new ArrayList<>(List.of("-cp", Jvm.ownClassPath(), "dev.pawl.local.House"));
        program.addAll(words);
        List<String> command = new ArrayList<>(List.of("setsid"));
        command.addAll(new Jvm(FIRST_HEAP, HEAP, program).command());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectInput(new File("/dev/null")).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new HouseException("The launcher cannot be started: " + failure.getMessage() + ".", failure);
        }
    }

    private static void read(Process process, Consumer<String> reader) {
        try (BufferedReader lines = process.inputReader()) {
            lines.lines().forEach(reader);
        } catch (IOException | UncheckedIOException endedMeanwhile) {
            return;
        }
    }

    /// One that is opening a house takes what it has opened down with it.
    private static void end(Process process) throws InterruptedException {
        if (process.isAlive()) {
            process.destroy();
            if (!process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        }
    }
}
