package dev.pawl.activities.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Gates run on trees that are made ready as their base says.
final class ReadyTreesTest {

    @TempDir
    private Path folder;

    @Test
    void testsFindWhatTheSetupMade() throws IOException {
        try (TestingRepository repository = TestingRepository.in(folder)
                .write(".pawl/environment.yaml", """
                        version: 1
                        setup: mkdir $PAWL_CACHE/deps && echo 4 > $PAWL_CACHE/deps/four
                        links: {deps: deps}
                        environment: {FOUR: $PAWL_CACHE/deps/four}
                        """)
                .write("test/links.sh", "test \"$(cat deps/four)\" = 4\n")
                .write("test/variables.sh", "test \"$(cat \"$FOUR\")\" = 4\n")) {

            assertThat(repository.measured().summary()).startsWith("3 tests, run twice by the preset command: 0 fail");
        }
    }

    @Test
    void aBaseThatCannotBeMadeReadyIsBroken() throws IOException {
        try (TestingRepository repository = TestingRepository.in(folder)
                .write(".pawl/environment.yaml", "version: 1\nsetup: echo no such package >&2; exit 4\n")) {

            assertThat(repository.broken())
                    .contains("The tree could not be made ready by .pawl/environment.yaml")
                    .contains("exit code 4")
                    .contains("no such package");
        }
    }
}
