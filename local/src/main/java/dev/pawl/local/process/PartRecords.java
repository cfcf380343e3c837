package dev.pawl.local.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pawl.local.HouseException;
import dev.pawl.local.home.Json;
import dev.pawl.local.home.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The records of a house's parts, one file each.
public final class PartRecords {

    private final Path folder;

    public PartRecords(Path folder) {
        this.folder = folder;
    }

    /// Writes a record down, durably and whole.
    public void write(PartRecord record) {
        try {
            PrivateFiles.write(
                    PrivateFiles.folder(folder).resolve(record.name() + ".json"),
                    Json.MAPPER.writeValueAsString(record));
        } catch (JsonProcessingException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Forgets a part that was ended.
    public void forget(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name + ".json"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// All records, by name. One that is being replaced or forgotten meanwhile is left out.
    public List<PartRecord> all() {
        List<PartRecord> records = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return records;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
            for (Path file : files) {
                read(file, records);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        records.sort(Comparator.comparing(PartRecord::name));
        return records;
    }

    private static void read(Path file, List<PartRecord> records) throws IOException {
        try {
            records.add(Json.MAPPER.readValue(Files.readString(file), PartRecord.class));
        } catch (NoSuchFileException forgottenMeanwhile) {
            return;
        } catch (JsonProcessingException broken) {
            throw new HouseException(
                    "The record " + file + " is broken. Remove the file and run this again: the process that it tells"
                            + " of is found without it.",
                    broken);
        }
    }
}
