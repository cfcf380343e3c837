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

    synchronized List<Figure> all() {
        return values.entrySet().stream()
                .map(entry -> new Figure(entry.getKey(), units.getOrDefault(entry.getKey(), ""), entry.getValue()))
                .toList();
    }
}
