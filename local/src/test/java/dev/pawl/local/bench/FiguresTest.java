package dev.pawl.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

    @Test
    void dividesWhatWasMeasuredByTurns() {
        Figures figures = new Figures();
        figures.addRatio("step", 3, 2);
        figures.addRatio("step", List.of(9.0, 1.0, 2.0), List.of(4.0, 4.0, 100.0));

        assertThat(figures.all()).containsExactly(new Figure("step", "x", List.of(1.5, 0.5)));
        assertThatThrownBy(() -> figures.addRatio("step", 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void saysWhetherAGoalIsMet() {
        Figures figures = new Figures();
        figures.expect("step", Goal.atMost(1.15));
        figures.expect("starts", Goal.atLeast(0.9));
        figures.expect("never measured", Goal.atLeast(1));
        List.of(1.1, 1.15, 9.0).forEach(value -> figures.add("step", "x", value));
        List.of(0.5, 0.89, 2.0).forEach(value -> figures.add("starts", "x", value));

        List<String> lines = FiguresTable.lines(figures.all());

        assertThat(lines.get(0)).endsWith("GOAL         MET");
        assertThat(lines.get(1)).endsWith("<= 1.15      yes");
        assertThat(lines.get(2)).endsWith(">= 0.9       no");
        assertThat(lines).hasSize(3);
    }

    @Test
    void holdsPercentilesAgainstGoals() {
        List<Double> hundred =
                DoubleStream.iterate(1, value -> value + 1).limit(100).boxed().toList();

        assertThat(new Figure("list", "ms", hundred, Goal.atMost(95).atP95()).met())
                .isEqualTo("yes");
        assertThat(new Figure("list", "ms", hundred, Goal.atMost(95).atP99()).met())
                .isEqualTo("no");
        assertThat(Goal.atMost(50).atP99().words()).isEqualTo("p99 <= 50");
        assertThat(Goal.atLeast(1000).words()).isEqualTo(">= 1000");
    }

    @Test
    void writesGoalsForPrograms() throws Exception {
        Machine machine = new Machine("2026-11-21T00:00:00Z", 2, "25", "Linux", "0.1");
        Figure met = new Figure("start", "s", List.of(2.0), Goal.atMost(3));
        Figure free = new Figure("stop", "s", List.of(2.0));

        JsonNode read = Json.MAPPER.readTree(FiguresJson.of(machine, List.of(met, free)));

        assertThat(read.at("/figures/0/goal").asText()).isEqualTo("<= 3");
        assertThat(read.at("/figures/0/met").asText()).isEqualTo("yes");
        assertThat(read.at("/figures/1/goal").isMissingNode()).isTrue();
    }
}
