package dev.pawl.activities.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.station.Folders;
import dev.pawl.activities.station.TestingDepth;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GrowthTest {

    @TempDir
    private Path folder;

    private Path place;
    private Growth growth;

    @BeforeEach
    void open() throws Exception {
        place = Files.createDirectories(folder.resolve("place"));
        growth = new Growth(List.of(place), 1 << 20);
    }

    /// What cleans up after tests cannot go so deep.
    @AfterEach
    void close() throws Exception {
        Folders.delete(place);
    }

    @Test
    void seesThatThereIsTooMuch() throws Exception {
        Files.write(place.resolve("a"), new byte[900_000]);
        assertThat(growth.isTooMuchNow()).isFalse();

        Files.write(place.resolve("b"), new byte[900_000]);
        assertThat(growth.isTooMuchNow()).isTrue();
    }

    @Test
    void takesWhatLiesTooDeepToBeSeenForTooMuch() throws Exception {
        TestingDepth.under(place);
        growth.isTooMuchNow();

        assertThat(growth.isTooMuchNow()).isTrue();
    }

    @Test
    void takesNothingAmissThatIsThereAtOneLookOnly() throws Exception {
        TestingDepth.under(place);
        assertThat(growth.isTooMuchNow()).isFalse();

        Folders.delete(place);
        assertThat(growth.isTooMuchNow()).isFalse();
        TestingDepth.under(Files.createDirectories(place));
        assertThat(growth.isTooMuchNow()).isFalse();
    }
}
