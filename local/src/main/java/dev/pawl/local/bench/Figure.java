package dev.pawl.local.bench;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One thing that was measured, as often as it was.
///
/// @param goal what it is to reach; absent, nobody set one
record Figure(
        String what,
        String unit,
        List<Double> values,
        @Nullable Goal goal) {

    private static final int ENOUGH_FOR_P95 = 20;

    Figure {
        values = values.stream().sorted().toList();
    }

    Figure(String what, String unit, List<Double> values) {
        this(what, unit, values, null);
    }

    double min() {
        return values.getFirst();
    }

    /// The middle one, or the mean of the two in the middle.
    double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    double max() {
        return values.getLast();
    }

    /// Whether there are enough values for the 95th percentile to mean something.
    boolean hasP95() {
        return values.size() >= ENOUGH_FOR_P95;
    }

    /// The smallest value that at least 95 of 100 do not exceed.
    double p95() {
        return percentile(95);
    }

    /// The smallest value that at least 99 of 100 do not exceed.
    double p99() {
        return percentile(99);
    }

    /// Whether the goal is reached: `yes`, `no`, or nothing where there is none.
    String met() {
        if (goal == null) {
            return "";
        }
        return goal.isMetBy(this) ? "yes" : "no";
    }

    /// The goal in words, or nothing.
    String aim() {
        return goal == null ? "" : goal.words();
    }

    private double percentile(int ofHundred) {
        return values.get((int) Math.ceil(values.size() * ofHundred / 100.0) - 1);
    }
}
