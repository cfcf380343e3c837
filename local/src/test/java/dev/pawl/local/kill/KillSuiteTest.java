package dev.pawl.local.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.kill.Facts.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
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
import org.junit.jupiter.params.provider.EnumSource;

/// Each program is killed before and after all that it changes outside of itself, and so is the server that it changes
/// it in; some are frozen for longer than they may be silent. Whatever was struck, all is as if nothing had happened.
/// The seed stays the same unless somebody names another; `Soak` is a further thing, with lines and disks besides.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class KillSuiteTest {

    private static final long SEED = Long.getLong("pawl.kill.seed", 20_261_122);
    static final int FREEZES = 1;
    static final int AT_ONCE = 6;

    @TempDir
    private static Path folder = Path.of("/");

    private @Nullable KilledHouse opened;
    private @Nullable Ending calm;
    private @Nullable Facts facts;

    @BeforeAll
    @Timeout(value = 17, unit = TimeUnit.MINUTES)
    void endure() throws Exception {
        KilledHouse house = KilledHouse.open(folder);
        opened = house;
        System.out.printf("The kill suite begins. %s%n", again());
        String first = house.orders().place();
        house.orders().awaitAll(Duration.ofMinutes(1));
        calm = house.ending(first);
        try {
            house.endure(Blow.all(FREEZES, SEED), AT_ONCE, Duration.ofMinutes(10));
        } catch (AssertionError failure) {
            throw new AssertionError(told() + System.lineSeparator() + failure.getMessage(), failure);
        }
        facts = house.facts();
        System.out.println(told());
    }

    @AfterAll
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    @Test
    @Order(1)
    void isStruckAtEachPlace() {
        assertThat(house().reaper().open()).as("struck: %s", told()).isEmpty();
    }

    @Test
    @Order(2)
    void fixesTheBugInTheCalm() {
        assertThat(Objects.requireNonNull(calm).outcome()).isEqualTo("fixed");
    }

    @Order(3)
    @ParameterizedTest
    @EnumSource
    void holds(Invariants invariant) {
        assertThat(invariant.broken(Objects.requireNonNull(facts), Objects.requireNonNull(calm)))
                .as("calm: %s%nstruck: %s", calm, told())
                .isEmpty();
    }

    @Test
    @Order(4)
    void leavesNoProgramAndNoWorkingCopy() throws Exception {
        assertThat(house().left()).as("struck: %s", told()).isEmpty();
    }

    private String told() {
        return "%s%n%s"
                .formatted(
                        again(),
                        String.join(System.lineSeparator(), house().reaper().told()));
    }

    /// The blows are the same then; which program comes to a place first may be another.
    private static String again() {
        return "The same blows again: ./pawl test local -- -Dtest=KillSuiteTest -Dpawl.kill.seed=" + SEED;
    }

    private KilledHouse house() {
        return Objects.requireNonNull(opened);
    }
}
