package dev.pawl.gateway.bugfix;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a bug fix is where its caller says nothing.
///
/// @param agent runtime and name, as in `command:mender`; absent, every caller names one
/// @param budget how many dollars it may cost, where somebody counts what its agents spend
@ConfigurationProperties("pawl.bugfix")
public record BugFixSettings(
        @Nullable String agent,
        @Bindable(defaultValue = "5") BigDecimal budget) {

    /// The most that a caller may give an agent, and so the longest that anything takes which stores something.
    public static final Duration LONGEST_DEADLINE = Duration.ofDays(7);

    /// What the smallest and the largest budget are, in dollars.
    static final BigDecimal LEAST_BUDGET = new BigDecimal("0.000001");

    static final BigDecimal LARGEST_BUDGET = new BigDecimal("10000");

    public BugFixSettings {
        if (agent != null && !agent.matches("[a-z][a-z0-9-]*:[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException(
                    "PAWL_BUGFIX_AGENT is '%s'. It names a runtime and an agent, as command:mender does."
                            .formatted(agent));
        }
        if (budget.compareTo(LEAST_BUDGET) < 0
                || budget.compareTo(LARGEST_BUDGET) > 0
                || budget.stripTrailingZeros().scale() > 6) {
            throw new IllegalArgumentException(
                    "PAWL_BUGFIX_BUDGET is %s. It takes dollars, more than 0 and up to %s, with at most 6 digits after the point."
                            .formatted(budget, LARGEST_BUDGET));
        }
    }
}
