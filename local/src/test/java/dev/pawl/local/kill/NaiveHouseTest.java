package dev.pawl.local.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.kill.Blow.Deed;
import dev.pawl.local.kill.Blow.Side;
import dev.pawl.local.kill.Facts.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The kill suite's own control: programs that leave out what they do against a death are found out by it.
final class NaiveHouseTest {

    @TempDir
    private Path folder = Path.of("/");

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void isFoundOut() throws Exception {
        try (KilledHouse house = KilledHouse.open(folder, Naive.values())) {
            String first = house.orders().place();
            house.orders().awaitAll(Duration.ofMinutes(2));
            Ending calm = house.ending(first);
            house.endure(
                    List.of(
                            new Blow(Point.CHECKPOINT_KEPT, Side.BEFORE, Deed.KILL_IT),
                            new Blow(Point.AGENT_ENDED, Side.AFTER, Deed.KILL_IT)),
                    2,
                    Duration.ofMinutes(4));

            Facts facts = house.facts();
            assertThat(house.reaper().open()).isEmpty();
            assertThat(Invariants.NO_ORDER_LOST_AND_NONE_DOUBLED.broken(facts, calm))
                    .as("what is never crossed out")
                    .anyMatch(broken -> broken.startsWith("still in the outbox: " + first));
            assertThat(Invariants.ONE_RESULT_OF_EACH_INVOCATION.broken(facts, calm))
                    .as("what is done again because it was not kept")
                    .isNotEmpty();
            assertThat(house.left()).as("what nobody takes away").isNotEmpty();
            assertThat(Invariants.EVENTS_WITHOUT_GAP_OR_DOUBLE.broken(facts, calm))
                    .as("what is done with care here, too")
                    .isEmpty();
        }
    }
}
