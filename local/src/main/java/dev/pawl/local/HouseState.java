package dev.pawl.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pawl.local.home.Folders;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.Json;
import dev.pawl.local.home.PrivateFiles;
import dev.pawl.local.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the launcher says of the whole house, for those who ask from outside.
public record HouseState(Stage stage, ProcessIdentity launcher, List<String> warnings, Map<String, String> addresses) {

    /// Where the house is between open and closed.
    public enum Stage {
        /// Its parts are being started.
        OPENING,
        /// It is ready.
        OPEN,
        /// Its parts are being ended.
        CLOSING
    }

    public HouseState {
        warnings = List.copyOf(warnings);
        addresses = Collections.unmodifiableMap(new LinkedHashMap<>(addresses));
    }

    /// The state that was written last, if the house was not closed since.
    public static Optional<HouseState> read(Home home) {
        try {
            return Optional.of(Json.MAPPER.readValue(Files.readString(file(home)), HouseState.class));
        } catch (NoSuchFileException closed) {
            return Optional.empty();
        } catch (IOException failure) {
            throw new HouseException(
                    "What the launcher says of the house cannot be read (" + failure
                            + "). Run this as the one who opened the house.",
                    failure);
        }
    }

    /// Writes it down.
    void write(Home home) {
        try {
            PrivateFiles.write(file(home), Json.MAPPER.writeValueAsString(this));
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Forgets it, and where the gateway was: the house is closed, and whoever listens there next is a stranger.
    static void forget(Home home) {
        Folders.delete(home.gateway());
        Folders.delete(file(home));
    }

    private static Path file(Home home) {
        return home.run().resolve("house.json");
    }
}
