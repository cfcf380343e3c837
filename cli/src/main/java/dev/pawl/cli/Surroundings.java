package dev.pawl.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the command finds around itself: its environment, the clock, and the files that a house on this machine leaves.
///
/// @param output where documents go byte by byte
record Surroundings(Map<String, String> environment, InstantSource clock, Sleeper sleeper, OutputStream output) {

    /// Waits; a test does it without waiting.
    interface Sleeper {
        void sleep(Duration duration) throws InterruptedException;
    }

    Surroundings {
        environment = Map.copyOf(environment);
    }

    static Surroundings real() {
        return new Surroundings(
                System.getenv(), InstantSource.system(), Thread::sleep, new FileOutputStream(FileDescriptor.out));
    }

    /// How the person called the launcher, so that a hint can be typed as it stands.
    String command() {
        return environment.getOrDefault("PAWL_COMMAND", "pawl");
    }

    @Nullable
    String setting(String name) {
        String value = environment.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /// The one line in a file of PAWL_HOME, or null when there is no such file.
    @Nullable
    String fromHome(String file) throws IOException {
        Path path = home().resolve(file);
        if (!Files.exists(path)) {
            return null;
        }
        String line = Files.readString(path).strip();
        return line.isEmpty() ? null : line;
    }

    Path home() {
        String home = setting("PAWL_HOME");
        return home == null ? Path.of(System.getProperty("user.home"), ".pawl") : Path.of(home);
    }
}
