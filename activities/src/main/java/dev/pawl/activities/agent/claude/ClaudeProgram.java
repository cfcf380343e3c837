package dev.pawl.activities.agent.claude;

import dev.pawl.activities.process.Command;
import dev.pawl.activities.process.Ended;
import dev.pawl.activities.process.Processes;
import dev.pawl.activities.station.Folders;
import dev.pawl.activities.station.Station;
import dev.pawl.workflows.port.Failure;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The file that is Claude Code on this worker, once it has said that it is new enough.
@Singleton
final class ClaudeProgram {

    /// The oldest that was tried here: an older one may begin a turn again that was cut off in its middle.
    private static final String OLDEST = "2.1.328";

    private static final Logger LOG = LoggerFactory.getLogger(ClaudeProgram.class);
    private static final Pattern VERSION = Pattern.compile("^(\\d{1,4}\\.\\d{1,6}\\.\\d{1,9})\\b.*Claude Code");
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long MOST_OUTPUT = 64 * 1024;

    /// Behind this stands the signal: somebody else ended it, which says nothing of what is installed.
    private static final int KILLED = 128;

    private final Processes processes;
    private final Station station;
    private final ClaudeCodeSettings settings;
    private @Nullable Path proved;

    ClaudeProgram(Processes processes, Station station, ClaudeCodeSettings settings) {
        this.processes = processes;
        this.station = station;
        this.settings = settings;
    }

    /// Asks it for its version the first time. What is on the PATH by chance is not taken.
    synchronized Path file() throws IOException, InterruptedException {
        Path known = proved;
        if (known != null && Files.isExecutable(known)) {
            return known;
        }
        Path file = named();
        String said = said(file);
        Matcher version = VERSION.matcher(said);
        if (!version.find()) {
            throw missing("%s does not say that it is Claude Code: \"%s\".".formatted(file, said));
        }
        if (isOlder(version.group(1), OLDEST)) {
            throw missing("%s is Claude Code %s; at least %s is needed.".formatted(file, version.group(1), OLDEST));
        }
        LOG.atInfo()
                .addKeyValue("program", file)
                .addKeyValue("version", version.group(1))
                .log("found Claude Code");
        proved = file;
        return file;
    }

    private static boolean isOlder(String version, String other) {
        return Arrays.compare(numbers(version), numbers(other)) < 0;
    }

    private static int[] numbers(String version) {
        return Pattern.compile("\\.")
                .splitAsStream(version)
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private Path named() {
        Path file = settings.program();
        if (file == null) {
            throw missing("This worker has no Claude Code: PAWL_CLAUDE_CODE_PROGRAM names no file.");
        }
        if (!Files.isRegularFile(file) || !Files.isExecutable(file)) {
            throw missing("PAWL_CLAUDE_CODE_PROGRAM names %s, which is no program.".formatted(file));
        }
        return file.toAbsolutePath();
    }

    private String said(Path file) throws IOException, InterruptedException {
        Path home = station.scratch();
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        try {
            Command command = new Command(
                    List.of(file.toString(), "--version"),
                    home,
                    Map.of("PATH", "/usr/bin:/bin", "HOME", home.toString(), "DISABLE_AUTOUPDATER", "1"),
                    "",
                    PATIENCE,
                    PATIENCE,
                    MOST_OUTPUT);
            Ended ended = processes.run(command, (_, bytes, length) -> {
                synchronized (heard) {
                    heard.write(bytes, 0, length);
                }
            });
            String said = heard.toString(StandardCharsets.UTF_8).strip();
            if (ended.exitCode() > KILLED) {
                throw new IOException("%s was killed before it had said its version.".formatted(file));
            }
            return ended.isFine() ? said : "%s (exit code %d)".formatted(said, ended.exitCode());
        } finally {
            Folders.delete(home);
        }
    }

    private static RuntimeException missing(String why) {
        return Failure.AGENT_UNKNOWN.because(why + " Install it with: ./pawl install claude-code", null);
    }
}
