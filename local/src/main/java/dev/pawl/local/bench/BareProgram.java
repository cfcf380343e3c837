package dev.pawl.local.bench;

import dev.pawl.local.HouseException;
import dev.pawl.local.home.Checkout;
import dev.pawl.local.process.Allowed;
import dev.pawl.local.program.Jvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program that Pawl is measured against, with the JVM of Pawl's own parts. It ends by itself when nobody holds its
/// standard input any more.
final class BareProgram implements AutoCloseable {

    private static final Duration TO_END = Duration.ofSeconds(10);

    private final Process process;

    private BareProgram(Process process) {
        this.process = process;
    }

    /// Starts one, and waits until it says this line.
    static BareProgram serving(String line, String name, List<String> words) {
        return serving(line, "192m", name, words);
    }

    /// The same, with another heap than a worker's.
    static BareProgram serving(String line, String heap, String name, List<String> words) {
        BareProgram program = new BareProgram(start(heap, name, words));
        BufferedReader said = program.process.inputReader(StandardCharsets.UTF_8);
        try {
            for (String each = said.readLine(); !line.equals(each); each = said.readLine()) {
                if (each == null) {
                    throw new HouseException("The bare program " + name + " does not start; see above.");
                }
            }
            return program;
        } catch (IOException failure) {
            program.close();
            throw new UncheckedIOException(failure);
        }
    }

    /// Runs one from its beginning to its end.
    static void run(Duration patience, String name, List<String> words) throws InterruptedException {
        try (BareProgram program = new BareProgram(start("192m", name, words))) {
            if (!program.process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)
                    || program.process.exitValue() != 0) {
                throw new HouseException("The bare program " + name + " did not do what it was to do; see above.");
            }
        }
    }

    private static Process start(String heap, String name, List<String> words) {
        List<String> program = new ArrayList<>(
                List.of("-jar", Checkout.of(System.getenv()).bareJar().toString(), name));
        program.addAll(words);
        ProcessBuilder builder =
                new ProcessBuilder(new Jvm("48m", heap, program).command()).redirectError(Redirect.INHERIT);
        builder.environment().clear();
        builder.environment().putAll(Allowed.of(System.getenv()));
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException failure) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
