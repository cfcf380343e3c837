package dev.pawl.activities.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// Claude Code as `./pawl install claude-code` puts it on this machine.
final class TestingClaude {

    private TestingClaude() {}

    static Path program() {
        String told = System.getenv("PAWL_TOOLS");
        Path tools = told == null ? Path.of(System.getProperty("user.home"), ".pawl", "tools") : Path.of(told);
        try (Stream<Path> found = Files.exists(tools) ? Files.list(tools) : Stream.empty()) {
            return found.filter(path -> path.getFileName().toString().startsWith("claude-code-"))
                    .map(path -> path.resolve("claude"))
                    .filter(Files::isExecutable)
                    .max(Comparator.naturalOrder())
                    .orElseThrow(() -> new AssertionError(
                            "%s holds no Claude Code: ./pawl install claude-code puts it there.".formatted(tools)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
