package dev.pawl.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.home.Json;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void keepsTheOrderInWhichThingsWereMeasuredFirst() {
        Figures figures = new Figures();
        figures.add("start", "s", 2);
        figures.addBytes("memory", 3 * 1024 * 1024);
        figures.add("start", "s", 1);

        assertThat(figures.all())
                .containsExactly(new Figure("start", "s", List.of(1.0, 2.0)), new Figure("memory", "MB", List.of(3.0)));
    }

    @Test
    void takesTheMeanOfTheTwoInTheMiddle() {
        assertThat(new Figure("start", "s", List.of(9.0, 1.0, 2.0, 4.0)).median())
                .isEqualTo(3.0);
        assertThat(new Figure("start", "s", List.of(9.0, 1.0, 2.0)).median()).isEqualTo(2.0);
    }

    @Test
    void saysThe95thPercentileOnlyOfEnoughValues() {
        Figure hundred = new Figure(
                "run",
                "ms",
                DoubleStream.iterate(1, value -> value + 1).limit(100).boxed().toList());

        assertThat(hundred.hasP95()).isTrue();
        assertThat(hundred.p95()).isEqualTo(95.0);
        assertThat(new Figure("run", "ms", List.of(1.0, 2.0)).hasP95()).isFalse();
    }

    @Test
    void showsTheSpreadOfWhatWasMeasuredMoreThanOnce() {
        List<String> lines = FiguresTable.lines(
                List.of(new Figure("start", "s", List.of(1.25, 2.5, 1000.4)), new Figure("stop", "s", List.of(3.0))));

        assertThat(lines).hasSize(3);
        assertThat(lines.get(1).split(" +")).containsExactly("start", "s", "3", "1.25", "2.50", "1000");
        assertThat(lines.get(2).split(" +")).containsExactly("stop", "s", "1", "3.00");
        assertThat(lines.get(1).indexOf("2.50") + 4)
                .isEqualTo(lines.get(0).indexOf("MEDIAN") + 6)
                .isEqualTo(lines.get(2).indexOf("3.00") + 4);
    }

    @Test
    void writesEveryValueForPrograms() throws Exception {
        Machine machine = new Machine("2026-11-21T00:00:00Z", 2, "25", "Linux", "0.1");

        JsonNode read =
                Json.MAPPER.readTree(FiguresJson.of(machine, List.of(new Figure("start", "s", List.of(2.0, 1.0)))));

        assertThat(read.at("/machine/processors").asInt()).isEqualTo(2);
        assertThat(read.at("/figures/0/what").asText()).isEqualTo("start");
        assertThat(read.at("/figures/0/median").asDouble()).isEqualTo(1.5);
        assertThat(read.at("/figures/0/values/0").asDouble()).isEqualTo(1.0);
        assertThat(read.at("/figures/0/values/1").asDouble()).isEqualTo(2.0);
    }
}
