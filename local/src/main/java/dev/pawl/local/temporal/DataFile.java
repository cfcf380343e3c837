package dev.pawl.local.temporal;

import dev.pawl.local.HouseException;
import dev.pawl.local.home.PrivateFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// Temporal's data file. The server never migrates it, so only the version that made it may open it.
final class DataFile {

    private final Path folder;

    DataFile(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder.resolve("temporal.db");
    }

    /// The server's version that made the file, if there is a file.
    Optional<String> writtenBy() {
        if (!Files.exists(path())) {
            return Optional.empty();
        }
        return Optional.of(Files.exists(note()) ? PrivateFiles.read(note()).strip() : "an unknown version");
    }

    /// Notes the version before it makes the file; refuses, without opening it, a file of another version.
    void claimFor(TemporalBinary binary) {
        PrivateFiles.folder(folder);
        writtenBy().filter(version -> !version.equals(binary.serverVersion())).ifPresent(version -> {
            throw new HouseException("The Temporal data in " + path() + " was written by server " + version + ", and "
                    + binary.path() + " is server " + binary.serverVersion()
                    + ", which may not open it. Put a tool of that server on the PATH, or use another PAWL_HOME; the"
                    + " data was not touched.");
        });
        PrivateFiles.write(note(), binary.serverVersion() + "\n");
    }

    private Path note() {
        return folder.resolve("server-version");
    }
}
