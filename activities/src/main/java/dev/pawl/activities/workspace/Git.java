package dev.pawl.activities.workspace;

import dev.pawl.activities.process.Command;
import dev.pawl.activities.process.Ended;
import dev.pawl.activities.process.Output;
import dev.pawl.activities.process.Processes;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// The git program, with nobody's settings but ours. It is only ever run on what no agent has written.
@Singleton
final class Git {

    private static final int MOST_HEARD = 256 * 1024;

    /// What leads to an origin, where the machine needs it.
    private static final List<String> WAYS_OUT = List.of(
            "https_proxy", "HTTPS_PROXY", "http_proxy", "no_proxy", "NO_PROXY", "SSL_CERT_FILE", "GIT_SSL_CAINFO");

    /// What it ends with whenever an origin does not answer as it should, whatever the reason was.
    private static final Set<String> FAREWELL =
            Set.of("Please make sure you have the correct access rights", "and the repository exists.");

    private static final List<String> OURS = List.of(
            "core.hooksPath=/dev/null",
            "core.fsmonitor=false",
            "core.askPass=/bin/false",
            "core.logAllRefUpdates=false",
            "core.precomposeUnicode=false",
            "credential.helper=",
            "gc.auto=0",
            "maintenance.auto=false",
            "http.followRedirects=false",
            "http.lowSpeedLimit=1",
            "http.lowSpeedTime=60",
            "protocol.allow=never",
            "safe.bareRepository=explicit",
            "submodule.recurse=false",
            "fetch.recurseSubmodules=false",
            "fetch.unpackLimit=1",
            "transfer.fsckObjects=true",
            // Found in old and honest repositories, and harmless.
            "fetch.fsck.zeroPaddedFilemode=ignore",
            "fetch.fsck.missingSpaceBeforeDate=ignore",
            "fetch.fsck.badTimezone=ignore",
            "fetch.fsck.missingNameBeforeEmail=ignore",
            "fetch.fsck.missingEmail=ignore",
            "checkout.workers=0");

    private final Processes processes;

    Git(Processes processes) {
        this.processes = processes;
    }

    /// What it said, and how it ended.
    record Said(Ended ended, String out, String err) {

        boolean isFine() {
            return ended.isFine();
        }

        /// The last lines that say something, for people.
        String reason() {
            List<String> lines = err.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !FAREWELL.contains(line))
                    .toList();
            return String.join(" ", lines.subList(Math.max(0, lines.size() - 3), lines.size()))
                    .strip();
        }
    }

    Said run(Path folder, Duration longest, List<String> arguments) throws IOException, InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Ended ended =
                processes.run(command(folder, longest, arguments, MOST_HEARD, Map.of()), (stream, bytes, length) -> {
                    (stream == Output.Stream.OUT ? out : err).write(bytes, 0, length);
                });
        return new Said(ended, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// The same, speaking to an origin. No file that comes of it may be larger.
    Said speak(Path folder, Duration longest, long largestFile, Line line, List<String> arguments)
            throws IOException, InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        List<String> all = new ArrayList<>();
        line.settings().forEach(setting -> {
            all.add("-c");
            all.add(setting);
        });
        all.addAll(arguments);
        Map<String, String> environment = new HashMap<>(line.environment());
        environment.put("GIT_ALLOW_PROTOCOL", line.protocol());
        for (String name : WAYS_OUT) {
            String value = System.getenv(name);
            if (value != null) {
                environment.putIfAbsent(name, value);
            }
        }
        Command command = command(folder, longest, all, 16L << 20, environment);
        List<String> limited = new ArrayList<>(List.of("prlimit", "--fsize=" + largestFile));
        limited.addAll(command.line());
        Ended ended = processes.run(command.withLine(limited), (stream, bytes, length) -> {
            ByteArrayOutputStream into = stream == Output.Stream.OUT ? out : err;
            into.write(bytes, 0, Math.min(length, Math.max(0, MOST_HEARD - into.size())));
        });
        return new Said(ended, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /// What it says goes there; what it complains of is returned.
    Said write(Path folder, Duration longest, List<String> arguments, OutputStream into, long most)
            throws IOException, InterruptedException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Ended ended = processes.run(command(folder, longest, arguments, most, Map.of()), (stream, bytes, length) -> {
            if (stream == Output.Stream.OUT) {
                into.write(bytes, 0, length);
            } else {
                err.write(bytes, 0, length);
            }
        });
        return new Said(ended, "", err.toString(StandardCharsets.UTF_8));
    }

    private static Command command(
            Path folder, Duration longest, List<String> arguments, long mostOutput, Map<String, String> more) {
        List<String> line = new ArrayList<>(List.of("git"));
        OURS.forEach(setting -> {
            line.add("-c");
            line.add(setting);
        });
        line.addAll(arguments);
        Map<String, String> environment = new HashMap<>(more);
        environment.put("PATH", Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin:/bin"));
        environment.put("HOME", "/nonexistent");
        environment.put("LC_ALL", "C.UTF-8");
        environment.put("GIT_CONFIG_NOSYSTEM", "1");
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_TERMINAL_PROMPT", "0");
        environment.put("GIT_ASKPASS", "/bin/false");
        environment.put("GIT_LFS_SKIP_SMUDGE", "1");
        environment.put("GIT_NO_REPLACE_OBJECTS", "1");
        environment.putIfAbsent("GIT_ALLOW_PROTOCOL", "none");
        return new Command(line, folder, environment, "", longest, longest, mostOutput);
    }
}
