package dev.pawl.local;

import dev.pawl.local.home.Home;
import dev.pawl.local.home.PrivateFiles;
import dev.pawl.local.log.HouseLog;
import dev.pawl.local.port.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/// What several tests stand on.
public final class Fixtures {

    private Fixtures() {}

    /// The folder of tools that tests share, so that PostgreSQL is unpacked and Temporal is had only once.
    public static Path tools() {
        String named = System.getenv("PAWL_TOOLS");
        return named == null || named.isBlank()
                ? Path.of("target/tools").toAbsolutePath()
                : Path.of(named).toAbsolutePath();
    }

    /// An empty home with the shared tools.
    public static Home home(Path folder) {
        try {
            Home home = new Home(PrivateFiles.folder(folder).toRealPath(), tools());
            PrivateFiles.folder(home.secrets());
            PrivateFiles.folder(home.run());
            return home;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// A free port.
    public static int port() {
        try {
            return new Ports(new dev.pawl.local.home.HouseFile(Files.createTempFile("ports", ".properties"))).any();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// An environment without Go and without Temporal.
    public static Map<String, String> environment() {
        return Map.of("PATH", "/usr/bin:/bin");
    }

    /// A voice whose words can be looked at.
    public static final class Heard {

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        /// The voice.
        public HouseLog log() {
            return new HouseLog(new PrintStream(bytes, true, StandardCharsets.UTF_8), InstantSource.system());
        }

        /// What it said.
        public String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }
    }
}
