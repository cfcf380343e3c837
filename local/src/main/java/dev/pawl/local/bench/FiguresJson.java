package dev.pawl.local.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.pawl.local.home.Json;
import java.util.List;

/// Figures as a program reads them.
final class FiguresJson {

    private record Document(Machine machine, List<Line> figures) {}

    private record Line(String what, String unit, double min, double median, double max, List<Double> values) {}

    private FiguresJson() {}

    static String of(Machine machine, List<Figure> figures) {
        List<Line> lines = figures.stream()
                .map(figure -> new Line(
                        figure.what(), figure.unit(), figure.min(), figure.median(), figure.max(), figure.values()))
                .toList();
        try {
            return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(new Document(machine, lines)) + "\n";
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
