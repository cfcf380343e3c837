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

/// PostgreSQL refuses to run as root; inside a user namespace of its own, root is nobody to it.
final class OrdinaryUser {

    private final boolean isRoot;

    OrdinaryUser() {
        this(runsAsRoot());
    }

    OrdinaryUser(boolean isRoot) {
        this.isRoot = isRoot;
    }

    /// The command as an ordinary user may run it.
    List<String> command(List<String> command) {
        if (!isRoot) {
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
            throw new HouseException("PostgreSQL refuses to run as root, and this machine allows no user namespaces ("
                    + result.output() + "). Run ./pawl as an ordinary user, or set PAWL_DATABASE_URL to a database of"
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
