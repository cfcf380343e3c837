package dev.pawl.workflows;

import io.temporal.testing.TestWorkflowEnvironment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Keeps the history of a run for HistoriesTest, but only when the build is told to: `-Dpawl.record.histories=true`.
/// A history that was released is never recorded again under its old name.
public final class Histories {

    static final Path FOLDER = Path.of("src/test/resources/histories");

    private Histories() {}

    public static void keep(TestWorkflowEnvironment temporal, String run, String name) {
        if (!Boolean.getBoolean("pawl.record.histories")) {
            return;
        }
        try {
            String history = temporal.getWorkflowClient().fetchHistory(run).toJson(true);
            Files.writeString(FOLDER.resolve(name + ".json"), history + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
