package dev.pawl.local.install;

import dev.pawl.local.HouseException;
import dev.pawl.local.home.Folders;
import dev.pawl.local.home.PrivateFiles;
import dev.pawl.local.home.Versions;
import dev.pawl.local.log.HouseLog;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Claude Code among the tools: one program, from the package that its maker puts into the npm registry.
public final class ClaudeCode {

    private static final String PROGRAM = "claude";
    private static final String IN_THE_PACKAGE = "package/" + PROGRAM;

    private final NpmPackage wanted;
    private final Path place;

    ClaudeCode(NpmPackage wanted, Path tools) {
        this.wanted = wanted;
        this.place = tools.resolve("claude-code-" + wanted.version());
    }

    /// The version that Pawl pins, for this machine.
    static ClaudeCode in(Path tools) {
        String machine = machine();
        String integrity = Versions.claudeCodeFor(machine)
                .orElseThrow(() -> new HouseException("There is no Claude Code for this machine (" + machine + ")."));
        return new ClaudeCode(
                new NpmPackage("@anthropic-ai/claude-code-" + machine, Versions.claudeCode(), integrity), tools);
    }

    /// The program of the version that Pawl pins, if it was put among these tools.
    public static Optional<Path> find(Path tools) {
        Path program = tools.resolve("claude-code-" + Versions.claudeCode()).resolve(PROGRAM);
        return Files.isExecutable(program) ? Optional.of(program) : Optional.empty();
    }

    /// The same, fetched first where it is not there yet.
    public static Path get(Path tools, Map<String, String> environment, HouseLog log) throws InterruptedException {
        ClaudeCode claude = in(tools);
        if (!claude.isThere()) {
            claude.install(new NpmRegistry(environment, log));
        }
        return claude.program();
    }

    /// Where its program is, or is to be.
    Path program() {
        return place.resolve(PROGRAM);
    }

    boolean isThere() {
        return Files.isExecutable(program());
    }

    NpmPackage wanted() {
        return wanted;
    }

    /// Fetches the package and unpacks it.
    void install(NpmRegistry registry) throws InterruptedException {
        Path draft = draft();
        try {
            unpack(registry.fetch(wanted, draft), draft);
        } finally {
            Folders.delete(draft);
        }
    }

    /// Unpacks the package that somebody fetched.
    void install(Path file) {
        Path draft = draft();
        try {
            unpack(file, draft);
        } finally {
            Folders.delete(draft);
        }
    }

    /// Whole or not at all, even if two do it at once.
    private void unpack(Path file, Path draft) {
        try {
            wanted.check(file);
            Path folder = Files.createDirectory(draft.resolve("whole"));
            // An agent works as another user than the one who installs.
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Path program = folder.resolve(PROGRAM);
            copy(file, program);
            Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
            PrivateFiles.sync(program);
            move(folder);
        } catch (IOException failure) {
            throw new HouseException(
                    "Claude Code cannot be unpacked into %s: %s.".formatted(place, failure.getMessage()), failure);
        }
    }

    private static void copy(Path file, Path program) throws IOException {
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
                TarArchiveInputStream entries = new TarArchiveInputStream(new GZIPInputStream(bytes, 1 << 16))) {
            for (TarArchiveEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                if (entry.isFile() && entry.getName().equals(IN_THE_PACKAGE)) {
                    Files.copy(entries, program);
                    return;
                }
            }
        }
        throw new IOException("there is no " + IN_THE_PACKAGE + " in it");
    }

    private void move(Path folder) throws IOException {
        try {
            Files.move(folder, place);
        } catch (IOException failure) {
            if (!isThere()) {
                throw failure;
            }
        }
    }

    private Path draft() {
        Path tools = place.resolveSibling(".").normalize();
        try {
            return Files.createTempDirectory(Files.createDirectories(tools), "claude-code-draft-");
        } catch (IOException failure) {
            throw new HouseException("Nothing can be put into %s: %s.".formatted(tools, failure.getMessage()), failure);
        }
    }

    /// As npm's packages name machines.
    private static String machine() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String processor = System.getProperty("os.arch");
        return (system.startsWith("mac") ? "darwin-" : system + "-")
                + switch (processor) {
                    case "aarch64" -> "arm64";
                    case "amd64", "x86_64" -> "x64";
                    default -> processor;
                };
    }
}
