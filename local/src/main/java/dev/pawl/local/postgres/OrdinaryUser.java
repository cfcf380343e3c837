package dev.pawl.local.postgres;

import dev.pawl.local.HouseException;
import dev.pawl.local.process.OneShot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// PostgreSQL refuses to run as root, and as a user without a name, which containers like to have; inside a user
/// namespace of its own, either is nobody to it.
final class OrdinaryUser {

    private final boolean isRefused;

    OrdinaryUser(boolean isRefused) {
        this.isRefused = isRefused;
    }

    /// The user of this process.
    static OrdinaryUser present() throws InterruptedException {
        OneShot.Result name = OneShot.run(Duration.ofSeconds(10), List.of("id", "-un"));
        return new OrdinaryUser(!name.isSuccess() || runsAsRoot());
    }

    /// The command as an ordinary user may run it.
    List<String> command(List<String> command) {
        if (!isRefused) {
            return command;
        }
        List<String> inside = new ArrayList<>(List.of("unshare", "-U"));
        inside.addAll(command);
        return inside;
    }

    /// Says so when PostgreSQL cannot run here at all.
    void check() throws InterruptedException {
        OneShot.Result result = OneShot.run(Duration.ofSeconds(10), command(List.of("true")));
        if (!result.isSuccess()) {
            throw new HouseException(
                    "PostgreSQL refuses to run as root or as a user without a name, and this machine allows no user namespaces ("
                            + result.output()
                            + "). Run ./pawl as an ordinary user, or set PAWL_DATABASE_URL to a database of"
                            + " your own.");
        }
    }

    private static boolean runsAsRoot() {
        try {
            return Files.readString(Path.of("/proc/self/status"))
                    .lines()
                    .filter(line -> line.startsWith("Uid:"))
                    .anyMatch(line -> "0".equals(line.split("\\s+", -1)[2]));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
