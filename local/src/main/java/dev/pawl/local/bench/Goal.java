package dev.pawl.local.bench;

import java.math.BigDecimal;

/// What a figure is to reach.
record Goal(Statistic statistic, Bound bound, double limit) {

    /// What of the values is held against the limit.
    enum Statistic {
        MEDIAN,
        P95,
        P99
    }

    /// On which side of the limit it is good.
    enum Bound {
        AT_MOST,
        AT_LEAST
    }

    static Goal atMost(double limit) {
        return new Goal(Statistic.MEDIAN, Bound.AT_MOST, limit);
    }

    static Goal atLeast(double limit) {
        return new Goal(Statistic.MEDIAN, Bound.AT_LEAST, limit);
    }

    /// The same, of the 95th percentile.
    Goal atP95() {
        return new Goal(Statistic.P95, bound, limit);
    }

    /// The same, of the 99th percentile.
    Goal atP99() {
        return new Goal(Statistic.P99, bound, limit);
    }

    /// Whether these values reach it. Percentiles of few values are those of the worst one.
    boolean isMetBy(Figure figure) {
        double value = switch (statistic) {
            case MEDIAN -> figure.median();
            case P95 -> figure.p95();
            case P99 -> figure.p99();
        };
        return switch (bound) {
            case AT_MOST -> value <= limit;
            case AT_LEAST -> value >= limit;
        };
    }

    /// In the table's words; what is said of no percentile is said of the median.
    String words() {
        String of = switch (statistic) {
            case MEDIAN -> "";
            case P95 -> "p95 ";
            case P99 -> "p99 ";
        };
        String sign = switch (bound) {
            case AT_MOST -> "<= ";
            case AT_LEAST -> ">= ";
        };
        return of + sign + BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
    }
}
