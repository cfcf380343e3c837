package dev.pawl.local.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.local.kill.Facts.Ending;
import dev.pawl.local.kill.FaultyHouse.Disk;
import dev.pawl.local.kill.FaultyHouse.Server;
import dev.pawl.local.kill.FaultyLine.Weather;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Faults that are no deaths: lines that are slow, cut or silent, and disks that are full. One house bears them all,
/// one after the other, while it works; afterwards all is as if nothing had happened.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Timeout(value = 4, unit = TimeUnit.MINUTES)
final class FaultsTest {

    private static final long SEED = 20_261_122;
    private static final Duration A_WHILE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private static Path folder = Path.of("/");

    private @Nullable FaultyHouse opened;
    private @Nullable Ending calm;
    private @Nullable Facts facts;

    @BeforeAll
    void begin() throws Exception {
        FaultyHouse house = FaultyHouse.open(folder, SEED);
        opened = house;
        String first = house.orders().place();
        house.orders().awaitAll(PATIENCE);
        calm = house.findings().ending(first);
        assertThat(calm.outcome()).isEqualTo("fixed");
    }

    @AfterAll
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    static Stream<Arguments> weathers() {
        return Stream.of(Server.values())
                .flatMap(server -> Stream.of(Weather.SLOW, Weather.CUT, Weather.SILENT)
                        .map(weather -> Arguments.of(server, weather)));
    }

    /// What came of the runs that were at work meanwhile is asked at the end, of all at once.
    @Order(1)
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("weathers")
    void goesOnOverABadLine(Server server, Weather weather) throws Exception {
        FaultyLine line = house().line(server);
        house().orders().look();
        // One at least begins now: what is at its end may have nothing more to say to this server.
        do {
            house().orders().place();
        } while (house().orders().open() < 2);

        line.turn(weather);
        try {
            await(weather + " is met", () -> line.struck() > 0);
            Thread.sleep(A_WHILE);
        } finally {
            line.turn(Weather.FINE);
        }
    }

    @Order(2)
    @ParameterizedTest
    @EnumSource
    void saysWhichDiskIsFullAndGoesOnOnceThereIsRoom(Disk disk) throws Exception {
        SmallDisk full = house().disk(disk);
        full.require();
        house().orders().awaitAll(PATIENCE);

        full.fill();
        try {
            Thread placing = Thread.ofVirtual().start(() -> placeSomehow());
            await(disk.sentence(), () -> house().said(disk.sentence()) > 0);
            full.clear();
            placing.join();
        } finally {
            full.clear();
        }
        house().orders().awaitAll(PATIENCE);
    }

    @Order(3)
    @ParameterizedTest
    @EnumSource
    void holds(Invariants invariant) throws Exception {
        if (facts == null) {
            house().orders().awaitAll(PATIENCE);
            facts = house().findings().facts();
        }
        assertThat(invariant.broken(Objects.requireNonNull(facts), Objects.requireNonNull(calm)))
                .as("calm: %s", calm)
                .isEmpty();
    }

    @Test
    @Order(4)
    void leavesNoProgramAndNoWorkingCopy() throws Exception {
        assertThat(house().left()).isEqualTo(List.of());
    }

    /// The control of the bad lines: who takes what is cut off or late for not done, and has no key to say that it is
    /// the same, has it twice.
    @Order(1)
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("weathers")
    void wouldHaveTwiceWhatIsAskedAgainWithoutAKey(Server server, Weather weather) throws Exception {
        try (FaultyLine line = house().ownLine(server, SEED);
                Shelf behind = house().shelf(server);
                Shelf shelf = house().shelf(server, line);
                Impatient naive = new Impatient(shelf, weather)) {
            naive.learn();
            assertThat(naive.had(behind)).as("in fine weather").isEqualTo(1);

            int struck = 0;
            long had = 0;
            // A line is cut now and then; what is slow or silent is so from the first wish on.
            int wishes = weather == Weather.CUT ? 200 : 3;
            for (int wanted = 0; wanted < wishes && had < 2; wanted++) {
                struck = wantIn(weather, line, naive);
                had = naive.had(behind);
            }

            assertThat(struck).as("what nobody else said over this line").isPositive();
            assertThat(had).isGreaterThan(1);
        }
    }

    /// Answers with how many messages the weather has met.
    private static int wantIn(Weather weather, FaultyLine line, Impatient naive) throws InterruptedException {
        line.turn(weather);
        try {
            naive.want();
            return line.struck();
        } finally {
            line.turn(Weather.FINE);
        }
    }

    /// The control of the full disks: what is written in its place is half there.
    @Test
    @Order(2)
    void wouldLeaveHalfAFileWhereItIsWrittenInItsPlace() throws Exception {
        SmallDisk full = house().disk(Disk.OBJECTS);
        full.require();
        Path naive = full.folder().resolve("naive");
        byte[] bytes = new byte[1 << 20];
        full.fillButFor(bytes.length / 2);
        try {
            assertThatThrownBy(() -> Files.write(naive, bytes)).hasMessageContaining("No space left");
            assertThat(Files.size(naive)).isBetween(1L, (long) bytes.length - 1);
        } finally {
            full.clear();
            Files.deleteIfExists(naive);
        }
    }

    private void placeSomehow() {
        try {
            house().orders().place();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void await(String what, Condition condition) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime())
                    .as("%s: %s", what, house().complaints())
                    .isLessThan(until);
            Thread.sleep(50);
        }
    }

    private FaultyHouse house() {
        return Objects.requireNonNull(opened);
    }
}
