package dev.pawl.local.papers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One shell of a reader, in which command after command is typed: what one sets, the next one finds.
final class Terminal implements AutoCloseable {

    /// On a busy machine everything takes long; only what never ends is given up.
    private static final int PATIENCE_SECONDS = 240;

    private final Path folder;
    private final Process shell;
    private final Writer keys;
    private final BufferedReader numbers;
    private int commands;

    /// What a command said, on both ways, and its exit code.
    record Said(int exit, String text) {}

    /// @param folder keeps what was typed and said
    /// @param here where the reader stands
    Terminal(Path folder, Path here, Map<String, String> environment) throws IOException {
        this.folder = Files.createDirectories(folder);
        ProcessBuilder builder = new ProcessBuilder("sh").directory(here.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        this.shell = builder.redirectError(folder.resolve("shell").toFile()).start();
        this.keys = shell.outputWriter();
        this.numbers = shell.inputReader();
    }

    /// Types a command and waits for its end.
    Said run(String command) throws IOException, InterruptedException {
        Path typed = Files.writeString(folder.resolve("typed-" + ++commands), command + "\n");
        Path said = folder.resolve("said-" + commands);
        keys.write(". '%s' </dev/null >'%s' 2>&1; echo $?\n".formatted(typed, said));
        keys.flush();
        String number = number(command, said);
        if (number.isEmpty()) {
            throw new AssertionError("The shell ended with: %s\n%s\n%s"
                    .formatted(command, Files.readString(folder.resolve("shell")), Files.readString(said)));
        }
        return new Said(Integer.parseInt(number), Files.readString(said));
    }

    /// The exit code; nothing, where the shell has ended with its command.
    private String number(String command, Path said) throws IOException, InterruptedException {
        try {
            return CompletableFuture.supplyAsync(this::line, Thread::startVirtualThread)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException endless) {
            throw new AssertionError(command + " does not end: " + Files.readString(said), endless);
        } catch (ExecutionException failure) {
            throw new AssertionError(command, failure);
        }
    }

    private String line() {
        try {
            String line = numbers.readLine();
            return line == null ? "" : line;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        shell.descendants().forEach(ProcessHandle::destroyForcibly);
        shell.destroy();
    }
}
