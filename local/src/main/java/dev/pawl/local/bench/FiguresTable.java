package dev.pawl.local.bench;

import java.util.ArrayList;
import java.util.List;

/// Figures as a person reads them.
final class FiguresTable {

    private static final String ROW = "%-70s %5s %5s %9s %9s %9s %9s  %-12s %s";

    private FiguresTable() {}

    static List<String> lines(List<Figure> figures) {
        List<String> lines = new ArrayList<>();
        lines.add(ROW.formatted("WHAT", "UNIT", "TIMES", "MIN", "MEDIAN", "P95", "MAX", "GOAL", "MET")
                .stripTrailing());
        figures.forEach(figure -> lines.add(line(figure)));
        return lines;
    }

    /// What was measured once has no spread.
    private static String line(Figure figure) {
        boolean once = figure.values().size() == 1;
        return ROW.formatted(
                        figure.what(),
                        figure.unit(),
                        figure.values().size(),
                        once ? "" : number(figure.min()),
                        number(figure.median()),
                        figure.hasP95() ? number(figure.p95()) : "",
                        once ? "" : number(figure.max()),
                        figure.aim(),
                        figure.met())
                .stripTrailing();
    }

    private static String number(double value) {
        return value < 100 ? "%.2f".formatted(value) : "%.0f".formatted(value);
    }
}
