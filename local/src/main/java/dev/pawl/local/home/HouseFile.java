package dev.pawl.local.home;

import dev.pawl.local.HouseException;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What a house remembers from one start to the next, as a small properties file.
public final class HouseFile {

    private final Path file;
    private final Map<String, String> entries = new TreeMap<>();

    public HouseFile(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            load();
        }
    }

    /// Whether the house has remembered anything yet.
    public boolean exists() {
        return Files.exists(file);
    }

    /// What is remembered under a name.
    public Optional<String> get(String name) {
        return Optional.ofNullable(entries.get(name));
    }

    /// Remembers, durably, unless it is remembered already.
    public void put(String name, String value) {
        if (!value.equals(entries.put(name, value))) {
            save();
        }
    }

    private void load() {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(PrivateFiles.read(file)));
        } catch (IOException | UncheckedIOException | IllegalArgumentException failure) {
            throw new HouseException(
                    "The file " + file + " cannot be read (" + failure.getMessage()
                            + "). Restore it, or use another PAWL_HOME.",
                    failure);
        }
        properties.stringPropertyNames().forEach(name -> entries.put(name, properties.getProperty(name)));
    }

    private void save() {
        PrivateFiles.write(
                file,
                entries.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining()));
    }
}
