package dev.pawl.activities.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.station.TestingSwap;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeftTreeTest {

    private static final TreeRules RULES = new TreeRules(new WorkspaceSettings(1000, 1, 10, 64, 10));

    @TempDir
    private Path folder;

    /// What is a file when it is looked at is a pipe when it is opened.
    @Test
    void isReadByNobodyForEver() throws Exception {
        Path file =
                Files.writeString(Files.createDirectory(folder.resolve("tree")).resolve("file"), "a file");
        assertThat(read()).as("while it is a file").isPresent();
        Thread reader = Thread.ofPlatform().daemon().unstarted(this::readUntilInterrupted);
        try (TestingSwap _ = TestingSwap.of(file, Files.createDirectory(folder.resolve("aside")))) {
            reader.start();
            reader.join(Duration.ofSeconds(3));
            reader.interrupt();

            assertThat(reader.join(Duration.ofSeconds(20))).isTrue();
        }
    }

    /// Names what is put in, and keeps nothing.
    private static final class Forgetful extends ObjectInserter.Formatter {
        @Override
        public ObjectId insert(int type, long length, InputStream bytes) throws IOException {
            return idFor(type, length, bytes);
        }
    }

    private Optional<ObjectId> read() throws IOException {
        try (ObjectInserter inserter = new Forgetful()) {
            return new LeftTree(folder.resolve("tree"), RULES, DirCache.newInCore(), inserter, Map.of()).read();
        }
    }

    private void readUntilInterrupted() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                read();
            } catch (IOException changed) {
                // A pipe has no size and no places in it.
            }
        }
    }
}
