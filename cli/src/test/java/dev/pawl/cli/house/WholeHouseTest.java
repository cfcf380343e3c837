package dev.pawl.cli.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The launcher, or all of the house at once, may be killed: what was accepted comes to its end, once, and nothing is
/// left behind. What becomes of it when a single part is killed, `dev.pawl.local.kill` shows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class WholeHouseTest {

    private static final int ROUNDS = 8;
    private static final int POOLS = 4;
    private static final long MOST_JAVA_BYTES = 700L * 1024 * 1024;

    @TempDir
    private static @Nullable Path folder;

    private @Nullable WholeHouse opened;

    @BeforeAll
    void open() {
        assumeThat(WholeHouse.missing()).as("NOT RUN: %s", WholeHouse.missing()).isEmpty();
        opened = new WholeHouse(Objects.requireNonNull(folder).resolve("a house"));
        opened.open();
    }

    @AfterAll
    void close() {
        if (opened != null) {
            List<Long> processes = opened.processes();
            opened.close();
            assertThat(processes).noneMatch(WholeHouse::isAlive);
        }
    }

    @Test
    @Order(1)
    void isHealthyAndSmall() throws InterruptedException {
        assertSound(house().submit(3, "PT0S"), 3);
        house().awaitHealthy();
        assertThat(house().status().path("javaMemoryBytes").asLong()).isLessThan(MOST_JAVA_BYTES);
    }

    @Test
    @Order(2)
    void findsWhatAKilledLauncherLeftAndGoesOn() throws InterruptedException {
        List<String> runs = begun();
        List<Long> before = house().processes();

        WholeHouse.kill(house().launcher());
        house().open();

        for (String run : runs) {
            assertSound(run, ROUNDS);
        }
        assertThat(before).noneMatch(WholeHouse::isAlive);
    }

    @Test
    @Order(3)
    void goesOnWhereItWasWhenEverythingWasKilledAtOnce() throws InterruptedException {
        List<String> runs = begun();
        List<Long> before = house().processes();

        before.forEach(WholeHouse::kill);
        house().open();

        for (String run : runs) {
            assertSound(run, ROUNDS);
        }
        assertThat(before).noneMatch(WholeHouse::isAlive);
    }

    @Test
    @Order(4)
    void goesOnAfterItWasClosed() throws InterruptedException {
        List<String> runs = begun();
        List<Long> before = house().processes();

        house().close();
        assertThat(before).noneMatch(WholeHouse::isAlive);
        house().open();

        for (String run : runs) {
            assertSound(run, ROUNDS);
        }
    }

    /// Three runs in their middle.
    private List<String> begun() throws InterruptedException {
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            runs.add(house().submit(ROUNDS, "PT0.4S"));
        }
        house().awaitEvents(runs.getLast(), POOLS);
        return runs;
    }

    /// It ended well, no round of a pool is missing, and its events are numbered without a gap.
    private void assertSound(String id, int rounds) throws InterruptedException {
        JsonNode run = house().awaitEnd(id);
        assertThat(run.path("outcome").path("type").asText())
                .as(run.toPrettyString())
                .isEqualTo("sound");
        Set<String> probed = new TreeSet<>();
        long number = 0;
        for (JsonNode event : house().events(id)) {
            number++;
            assertThat(event.path("seq").asLong()).isEqualTo(number);
            probed.add(event.path("body").path("pool").asText()
                    + event.path("body").path("round").asInt());
        }
        assertThat(number).isEqualTo(run.path("events").asLong());
        assertThat(probed).hasSize(rounds * POOLS);
    }

    private WholeHouse house() {
        return Objects.requireNonNull(opened);
    }
}
