package dev.pawl.activities.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.gate.Results.State;
import dev.pawl.activities.workspace.TestingWorkshop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PapersTest {

    @TempDir
    private Path folder;

    /// In a rolling upgrade the old release reads what the new one wrote.
    @Test
    void readsWhatALaterReleaseWrote() throws IOException {
        try (TestingWorkshop workshop = TestingWorkshop.in(folder)) {
            Papers papers = workshop.get(Papers.class);

            Results read = papers.read(
                    workshop.tenant(),
                    papers.keepAsJson(
                            workshop.tenant(), Map.of("exitCode", 1, "tests", Map.of("a", "green"), "later", true)),
                    Results.class);

            assertThat(read).isEqualTo(new Results(1, Map.of("a", State.GREEN)));
        }
    }
}
