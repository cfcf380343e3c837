package dev.pawl.activities.gate;

import java.util.Optional;

/// Whether a run of the tests on changed work says anything: tests that run on the base and not on the work are the
/// work's fault, reports that prove nothing are nobody's answer.
final class Usefulness {

    private Usefulness() {}

    /// What is said instead, where it does not.
    static Optional<Ruling> of(String gate, Trial trial) {
        Optional<String> overran = trial.overran();
        if (overran.isPresent()) {
            return Optional.of(Ruling.fail(gate, "overran", overran.get() + trial.said()));
        }
        Optional<String> nothing = trial.saysNothing();
        if (nothing.isEmpty()) {
            return Optional.empty();
        }
        if (trial.ended().exitCode() != 0 && (trial.reports() == 0 || trial.unloaded())) {
            String why = trial.unloaded() ? nothing.get() + trial.said() : nothing.get();
            return Optional.of(Ruling.fail(gate, "did-not-run", "The tests do not run. " + why));
        }
        return Optional.of(Ruling.error(nothing.get().lines().findFirst().orElse(nothing.get())));
    }
}
