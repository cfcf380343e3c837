package dev.pawl.local.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pawl.local.home.Json;
import java.util.List;

/// Figures as a program reads them.
final class FiguresJson {

    private record Document(Machine machine, List<Line> figures) {}

    private record Line(
            String what,
            String unit,
            double min,
            double median,
            double p95,
            double p99,
            double max,
            List<Double> values,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) String goal,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) String met) {

        private static Line of(Figure figure) {
            return new Line(
                    figure.what(),
                    figure.unit(),
                    figure.min(),
                    figure.median(),
                    figure.p95(),
                    figure.p99(),
                    figure.max(),
                    figure.values(),
                    figure.aim(),
                    figure.met());
        }
    }

    private FiguresJson() {}

    static String of(Machine machine, List<Figure> figures) {
        List<Line> lines = figures.stream().map(Line::of).toList();
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(new Document(machine, lines)) + "\n";
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
