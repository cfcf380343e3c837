package dev.pawl.local.home;

import dev.pawl.local.HouseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/// The folder of one house (`PAWL_HOME`) and the folder of what was fetched or built for houses (`PAWL_TOOLS`).
public record Home(Path root, Path tools) {

    /// The folders that the environment names: `~/.pawl` and `~/.pawl/tools` when it names none.
    public static Home of(Map<String, String> environment) {
        String named = environment.getOrDefault("PAWL_HOME", "");
        Path root = absolute(named.isBlank() ? System.getProperty("user.home") + "/.pawl" : named);
        String tools = environment.getOrDefault("PAWL_TOOLS", "");
        return new Home(root, tools.isBlank() ? root.resolve("tools") : absolute(tools));
    }

    /// Whether there is a folder yet.
    public boolean exists() {
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(root)) {
            throw new HouseException("PAWL_HOME is " + root + ", which is no folder. Set it to a folder of your own.");
        }
        return Files.isDirectory(root);
    }

    /// The same house by its real path: links are followed as far as the folder exists.
    public Home real() {
        if (!exists()) {
            return this;
        }
        try {
            Path real = root.toRealPath();
            return new Home(real, tools.startsWith(root) ? real.resolve(root.relativize(tools)) : tools);
        } catch (IOException failure) {
            throw notYours(failure);
        }
    }

    /// Makes the folder, readable by its owner only.
    public Home create() {
        try {
            PrivateFiles.folder(root);
            PrivateFiles.folder(run());
            return real();
        } catch (UncheckedIOException failure) {
            throw notYours(failure);
        }
    }

    /// The sentence for a folder that does not let us in.
    HouseException notYours(Exception failure) {
        return new HouseException(
                "The folder " + root + " cannot be used or is not yours (" + failure.getMessage()
                        + "). Set PAWL_HOME to a folder of your own.",
                failure);
    }

    /// What has to stand before a command so that it means this house and not the usual one.
    public String call() {
        return root.equals(absolute(System.getProperty("user.home") + "/.pawl")) ? "" : "PAWL_HOME=" + root + " ";
    }

    /// What the house remembers: the layout's version and the ports.
    public Path houseFile() {
        return root.resolve("house.properties");
    }

    /// The file that the launcher of this house locks.
    public Path lockFile() {
        return root.resolve("lock");
    }

    /// The API key of the person who opened the house.
    public Path token() {
        return root.resolve("token");
    }

    /// Where the gateway is, for the commands that speak to it: one line.
    public Path gateway() {
        return root.resolve("gateway");
    }

    /// The keys that encrypt payloads and objects.
    public Path keyring() {
        return secrets().resolve("keys.properties");
    }

    /// Passwords and keys, one a file.
    public Path secrets() {
        return root.resolve("secrets");
    }

    /// What is true of the present run only: records of processes.
    public Path run() {
        return root.resolve("run");
    }

    /// One log file per part, and the launcher's own.
    public Path logs() {
        return root.resolve("logs");
    }

    /// PostgreSQL's data.
    public Path database() {
        return root.resolve("database");
    }

    /// Temporal's data file and the version that wrote it.
    public Path temporal() {
        return root.resolve("temporal");
    }

    /// The S3 server's objects.
    public Path objects() {
        return root.resolve("objects");
    }

    /// The agents of this house: programs and recordings.
    public Path agents() {
        return root.resolve("agents");
    }

    /// The sample repositories of the demo.
    public Path demo() {
        return root.resolve("demo");
    }

    /// Where workers keep working copies, and what they have at hand of repositories.
    public Path station() {
        return root.resolve("station");
    }

    /// The JVM's caches that make programs start fast, for all houses of these tools; may be deleted at any time.
    public Path caches() {
        return tools.resolve("aot");
    }

    private static Path absolute(String path) {
        return Path.of(path).toAbsolutePath().normalize();
    }
}
