package dev.pawl.local.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// What was measured until now, in the order in which each thing was measured first.
final class Figures {

    private static final double MEGABYTE = 1024.0 * 1024;

    private final Map<String, List<Double>> values = new LinkedHashMap<>();
    private final Map<String, String> units = new LinkedHashMap<>();
    private final Map<String, Goal> goals = new LinkedHashMap<>();

    /// Says what a figure is to reach. It is shown once the figure was measured.
    synchronized void expect(String what, Goal goal) {
        goals.put(what, goal);
    }

    /// Adds a value.
    synchronized void add(String what, String unit, double value) {
        values.computeIfAbsent(what, key -> new ArrayList<>()).add(value);
        units.putIfAbsent(what, unit);
    }

    /// Adds the seconds since then.
    void addSince(String what, long nanoTime) {
        add(what, "s", (System.nanoTime() - nanoTime) / (double) TimeUnit.SECONDS.toNanos(1));
    }

    /// Adds the milliseconds since then.
    void addMillisSince(String what, long nanoTime) {
        add(what, "ms", (System.nanoTime() - nanoTime) / (double) TimeUnit.MILLISECONDS.toNanos(1));
    }

    /// Adds a size.
    void addBytes(String what, long bytes) {
        add(what, "MB", bytes / MEGABYTE);
    }

    /// Adds how many times the one is the other, where both were measured right after each other: what else the machine
    /// did then, it did to both. The values of all such pairs are the ratio's spread.
    void addRatio(String what, double ours, double bare) {
        if (bare <= 0) {
            throw new IllegalArgumentException("There is no ratio of %s to %s: %s.".formatted(ours, bare, what));
        }
        add(what, "x", ours / bare);
    }

    /// The same of the medians of two series that were measured by turns.
    void addRatio(String what, List<Double> ours, List<Double> bare) {
        addRatio(what, median(ours), median(bare));
    }

    /// The middle of some values.
    static double median(List<Double> values) {
        return new Figure("", "", values).median();
    }

    synchronized List<Figure> all() {
        return values.entrySet().stream()
                .map(entry -> new Figure(
                        entry.getKey(),
                        units.getOrDefault(entry.getKey(), ""),
                        entry.getValue(),
                        goals.get(entry.getKey())))
                .toList();
    }
}
