package dev.pawl.local.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.Fixtures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogKeeperTest {

    @TempDir
    Path folder;

    private final Fixtures.Heard heard = new Fixtures.Heard();

    @Test
    void passesOnWhatAFollowedPartWrites() throws Exception {
        LogFiles logs = new LogFiles(folder);

        keep(logs, new LogKeeper(logs, heard.log()));

        assertThat(heard.text()).contains("worker-1  | hello").doesNotContain("from the database");
    }

    @Test
    void worksWhereTheKernelWatchesNoMoreFolders() throws Exception {
        LogFiles logs = new LogFiles(folder);

        keep(logs, new LogKeeper(logs, heard.log(), null));

        assertThat(heard.text()).contains("worker-1  | hello");
    }

    @Test
    void keepsEveryLogShort() throws Exception {
        LogFiles logs = new LogFiles(folder, 5);

        keep(logs, new LogKeeper(logs, heard.log()));

        assertThat(folder.resolve("database.log.1")).hasContent("from the database\n");
        assertThat(logs.of("database")).isEmptyFile();
    }

    private void keep(LogFiles logs, LogKeeper keeper) throws IOException, InterruptedException {
        Path worker = logs.fresh("worker-1");
        Path database = logs.fresh("database");
        try (keeper) {
            keeper.follow("worker-1");
            keeper.start();
            Files.writeString(worker, "hello\n", StandardOpenOption.APPEND);
            Files.writeString(database, "from the database\n", StandardOpenOption.APPEND);
            TimeUnit.MILLISECONDS.sleep(700);
            assertThat(heard.text()).contains("hello");
        }
    }
}
