package dev.pawl.local.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.kill.Facts.Ending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The kill suite for as long as somebody likes: one house, round after round, each in an order of its own. It is run
/// by `./pawl test soak`.
final class Soak {

    private static final int FREEZES = 2;
    private static final int AT_ONCE = 6;

    @TempDir
    private Path folder = Path.of("/");

    @Test
    @Timeout(value = 7, unit = TimeUnit.DAYS)
    void isAsIfNothingHadHappened() throws Exception {
        Duration length = Duration.ofMinutes(Long.getLong("pawl.soak.minutes", 10));
        long seed = Long.getLong("pawl.soak.seed", 0);
        try (KilledHouse house = KilledHouse.open(folder)) {
            String first = house.orders().place();
            house.orders().awaitAll(Duration.ofMinutes(2));
            Ending calm = house.ending(first);
            long begun = System.nanoTime();
            for (int round = 0; System.nanoTime() - begun < length.toNanos(); round++) {
                house.endure(Blow.all(FREEZES, seed + round), AT_ONCE, Duration.ofMinutes(15));
                judge(house, calm, seed + round);
                System.out.printf(
                        "soak: %d minutes, seed %d: %d blows, %d runs, all is as if nothing had happened.%n",
                        Duration.ofNanos(System.nanoTime() - begun).toMinutes(),
                        seed + round,
                        house.reaper().told().size(),
                        house.orders().placed().size());
            }
            assertThat(house.left()).isEmpty();
        }
    }

    private static void judge(KilledHouse house, Ending calm, long seed) throws Exception {
        String told = "seed %d, struck: %s".formatted(seed, house.reaper().told());
        assertThat(house.reaper().open()).as(told).isEmpty();
        Facts facts = house.facts();
        for (Invariants invariant : Invariants.values()) {
            assertThat(invariant.broken(facts, calm))
                    .as("%s, %s", invariant, told)
                    .isEmpty();
        }
    }
}
