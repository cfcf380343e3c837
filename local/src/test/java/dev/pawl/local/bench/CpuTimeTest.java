package dev.pawl.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class CpuTimeTest {

    @Test
    void saysHowManyProcessorsWereBusySinceThen() {
        CpuTime before = new CpuTime(Map.of("gateway", 10.0, "database", 4.0));
        CpuTime after = new CpuTime(Map.of("gateway", 13.0, "database", 4.5));

        assertThat(after.since(before, 2).byName())
                .containsEntry("gateway", 1.5)
                .containsEntry("database", 0.25);
    }

    @Test
    void countsNothingOfWhoWasNotThereBefore() {
        CpuTime before = new CpuTime(Map.of());
        CpuTime after = new CpuTime(Map.of("worker", 7.0));

        assertThat(after.since(before, 2).byName()).containsEntry("worker", 0.0);
    }

    @Test
    void seesWhatThisVeryProcessSpends() {
        CpuTime before = new Household(Map.of()).spent();
        long begin = System.nanoTime();
        double spun = 0;
        while (System.nanoTime() - begin < 200_000_000L) {
            spun += Math.sqrt((double) begin);
        }

        assertThat(spun).isPositive();
        assertThat(new Household(Map.of()).spent().since(before, 1).byName().get("who asks"))
                .isPositive();
    }
}
