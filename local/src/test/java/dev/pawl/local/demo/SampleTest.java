package dev.pawl.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.Fixtures;
import dev.pawl.local.home.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SampleTest {

    @TempDir
    private Path folder;

    @Test
    void isMadeOfWhatADemoLeftThatWasStoppedHere() throws Exception {
        Home home = Fixtures.home(folder);
        Path draft = Files.createDirectories(home.demo().resolve("bill.draft/.git"));
        Files.createFile(draft.resolve("index.lock"));
        Files.createDirectories(home.demo().resolve("bill/src/bill"));

        Sample sample = Sample.in(home, home.agents());

        String tree = sample.tree("main");
        assertThat(tree).matches("[0-9a-f]{40}");
        assertThat(home.demo().resolve("bill.draft")).doesNotExist();
        Files.delete(sample.repository().resolve("README.md"));
        assertThat(Sample.in(home, home.agents()).repository().resolve("README.md"))
                .as("what is there is left as it is")
                .doesNotExist();
    }
}
