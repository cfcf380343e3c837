package dev.pawl.workflows.stage;

import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Usage;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The money of a run: what was granted, and what all its steps have used.
public final class Budget {

    private final @Nullable Long amount;
    private final Map<String, Usage> used = new LinkedHashMap<>();
    private long granted;

    /// @param amount in millionths of a dollar; absent, nobody set a limit
    public Budget(@Nullable Long amount) {
        this.amount = amount;
        granted = amount == null ? 0 : amount;
    }

    /// A step tells of all its attempts: what it says takes the place of what it said before.
    Usage uses(String step, Usage usage) {
        used.put(step, usage);
        return used();
    }

    Usage used() {
        return used.values().stream().reduce(Usage.NONE, Usage::and);
    }

    boolean isSpent() {
        return amount != null && used().costMicros() >= granted;
    }

    /// The same work, and what it may cost in all: what the other steps have left, its own earlier attempts included.
    Assignment on(Assignment assignment) {
        if (amount == null) {
            return assignment;
        }
        long own = used.getOrDefault(assignment.step(), Usage.NONE).costMicros();
        return assignment.within(granted - used().costMicros() + own);
    }

    /// As much again, on top of what was used, which may be more than what was granted.
    void grantAgain() {
        if (amount != null) {
            granted = Math.max(granted, used().costMicros()) + amount;
        }
    }

    String sentence() {
        return "The budget is spent: %s of %s.".formatted(dollars(used().costMicros()), dollars(granted));
    }

    String offer() {
        return amount == null ? "A retry asks it again." : "A retry grants %s more.".formatted(dollars(amount));
    }

    private static String dollars(long micros) {
        BigDecimal exact = BigDecimal.valueOf(micros, 6).stripTrailingZeros();
        return "$" + exact.setScale(Math.max(2, exact.scale())).toPlainString();
    }
}
