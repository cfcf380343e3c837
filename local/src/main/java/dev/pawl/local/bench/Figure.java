package dev.pawl.local.bench;

import java.util.List;

/// One thing that was measured, as often as it was.
record Figure(String what, String unit, List<Double> values) {

    private static final int ENOUGH_FOR_P95 = 20;

    Figure {
        values = values.stream().sorted().toList();
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
        return values.get((int) Math.ceil(values.size() * 0.95) - 1);
    }
}
