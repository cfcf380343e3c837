package dev.pawl.local.home;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/// The versions of the parts that are not built here, pinned by the build.
public final class Versions {

    private static final Properties PINNED = load();

    private Versions() {}

    /// PostgreSQL's binaries.
    public static String postgresql() {
        return pinned("postgresql");
    }

    /// Temporal's command line tool, which carries the server.
    public static String temporal() {
        return pinned("temporal");
    }

    /// Claude Code's.
    public static String claudeCode() {
        return pinned("claude-code");
    }

    /// The digest of Claude Code's package for a kind of machine, if there is one.
    public static Optional<String> claudeCodeFor(String machine) {
        return Optional.ofNullable(PINNED.getProperty("claude-code-" + machine));
    }

    private static String pinned(String name) {
        return Objects.requireNonNull(PINNED.getProperty(name), name);
    }

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream file = Versions.class.getResourceAsStream("/dev/pawl/local/versions.properties")) {
            properties.load(Objects.requireNonNull(file, "versions.properties"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return properties;
    }
}
