package dev.pawl.local.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.kill.Facts.Ending;
import dev.pawl.local.kill.FaultyHouse.Disk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The kill suite for as long as somebody likes: one house, round after round, each in an order of its own, and with
/// bad lines and full disks besides. It is run by `./pawl test soak`.
final class Soak {

    /// Of one round.
    private static final int FAULTS = 12;

    private static final Duration PATIENCE = Duration.ofMinutes(15);

    @TempDir
    private Path folder = Path.of("/");

    @Test
    @Timeout(value = 7, unit = TimeUnit.DAYS)
    void isAsIfNothingHadHappened() throws Exception {
        Duration length = Duration.ofMinutes(Long.getLong("pawl.soak.minutes", 10));
        long seed = Long.getLong("pawl.soak.seed", 0);
        try (SoakedHouse soaked = SoakedHouse.open(folder, seed)) {
            Orders orders = soaked.house().orders();
            String first = orders.place();
            orders.awaitAll(Duration.ofMinutes(2));
            Ending calm = soaked.house().findings().ending(first);
            long begun = System.nanoTime();
            for (long round = seed; System.nanoTime() - begun < length.toNanos(); round++) {
                endure(soaked, calm, round);
                System.out.printf(
                        "soak: %d minutes, seed %d: %d blows, %d runs, all is as if nothing had happened.%n",
                        Duration.ofNanos(System.nanoTime() - begun).toMinutes(),
                        round,
                        soaked.reaper().told().size(),
                        orders.placed().size());
            }
            assertThat(soaked.house().left()).isEmpty();
        }
    }

    private static void endure(SoakedHouse soaked, Ending calm, long seed) throws Exception {
        boolean disks = soaked.house().disk(Disk.WORKER).isSmall();
        if (!disks) {
            System.out.println("soak: NOT RUN: full disks, because no small file system can be mounted here.");
        }
        List<Blow> blows = new ArrayList<>(Blow.all(KillSuiteTest.FREEZES, seed));
        blows.addAll(Blow.faults(FAULTS, disks, seed));
        try {
            soaked.endure(blows, KillSuiteTest.AT_ONCE, PATIENCE);
            judge(soaked, calm);
        } catch (Exception | AssertionError failure) {
            throw new AssertionError(
                    "%s%nstruck: %s%n%s"
                            .formatted(
                                    again(seed),
                                    String.join(
                                            System.lineSeparator(),
                                            soaked.reaper().told()),
                                    failure.getMessage()),
                    failure);
        }
    }

    private static String again(long seed) {
        return "The same blows again: ./pawl test soak --minutes 1 --seed " + seed;
    }

    private static void judge(SoakedHouse soaked, Ending calm) throws Exception {
        assertThat(soaked.reaper().open()).as("never struck").isEmpty();
        Facts facts = soaked.house().findings().facts();
        assertThat(Stream.of(Invariants.values())
                        .flatMap(invariant ->
                                invariant.broken(facts, calm).stream().map(broken -> invariant + ": " + broken)))
                .isEmpty();
    }
}
