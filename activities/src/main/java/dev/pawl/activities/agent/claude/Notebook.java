package dev.pawl.activities.agent.claude;

import dev.pawl.activities.station.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The folder in which Claude Code writes down what is said. The agent can write there too: what lies in it is read
/// without trust.
///
/// @param folder its own folder of settings, of this invocation only
/// @param session what the conversation is called
record Notebook(Path folder, String session) {

    private static final int LARGEST = 64 << 20;

    /// It writes down what happened some time after: a tenth of a second, as it was seen.
    private static final long PATIENCE = 2_000_000_000;

    private static final long BETWEEN_LOOKS = 10;

    /// Where the conversation lies of a program that works in this folder.
    Path file(String other, String workingFolder) {
        return folder.resolve("projects")
                .resolve(workingFolder.replaceAll("[^A-Za-z0-9]", "-"))
                .resolve(other + ".jsonl");
    }

    /// All that was said until these results of tools; nothing where they are not written down, or where that is no
    /// file that it wrote.
    Optional<byte[]> until(List<String> results) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        do {
            Optional<byte[]> text = read();
            if (text.isPresent() && holds(text.get(), results)) {
                return text;
            }
            Thread.sleep(BETWEEN_LOOKS);
        } while (System.nanoTime() < end);
        return Optional.empty();
    }

    private static boolean holds(byte[] text, List<String> results) {
        String lines = new String(text, StandardCharsets.ISO_8859_1);
        return lines.endsWith("\n")
                && results.stream().allMatch(result -> lines.contains("\"tool_use_id\":\"" + result + "\""));
    }

    private Optional<byte[]> read() throws IOException {
        Path projects = folder.resolve("projects");
        if (!Files.isDirectory(projects, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> places = Files.newDirectoryStream(projects)) {
            for (Path place : places) {
                Path file = place.resolve(session + ".jsonl");
                if (Files.isDirectory(place, LinkOption.NOFOLLOW_LINKS)
                        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                    return read(file);
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<byte[]> read(Path file) throws IOException {
        Reading reading = new Reading(Duration.ofNanos(PATIENCE));
        return reading.of(() -> {
            try (InputStream bytes = reading.of(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS))) {
                byte[] text = bytes.readNBytes(LARGEST + 1);
                return text.length > LARGEST ? Optional.empty() : Optional.of(text);
            }
        });
    }
}
