package dev.pawl.activities.gate;

import dev.pawl.activities.gate.Policy.Check;
import dev.pawl.activities.repository.UnfitException;
import java.io.IOException;
import java.util.Optional;

/// A gate of the repository's own: does its program say yes of the work?
final class OwnGate implements Gate {

    /// What a shell ends with where it finds no such program, or may not start it.
    private static final int CANNOT_START = 126;

    private static final int NOT_FOUND = 127;

    private final Check check;
    private final Trials trials;

    OwnGate(Check check, Trials trials) {
        this.check = check;
        this.trials = trials;
    }

    @Override
    public String name() {
        return check.name();
    }

    @Override
    public Ruling rule(Case asked) throws IOException, InterruptedException, UnfitException {
        Trial trial = trials.onWork(asked, "the work", check.program());
        Optional<String> overran = trial.overran();
        if (overran.isPresent()) {
            return Ruling.fail(name(), "overran", overran.get() + trial.said());
        }
        int exitCode = trial.ended().exitCode();
        String ended =
                "\"%s\" ended with exit code %d.".formatted(check.program().shown(), exitCode);
        if (exitCode == CANNOT_START || exitCode == NOT_FOUND) {
            return Ruling.error(ended + " This machine does not have it, or may not start it.");
        }
        if (!check.program().reports().patterns().isEmpty()) {
            Optional<String> nothing = trial.saysNothing();
            if (nothing.isPresent() && exitCode == 0) {
                return Ruling.error(nothing.get());
            }
        }
        return exitCode == 0 && !trial.hasRed() ? Ruling.pass(ended) : Ruling.fail(name(), "no", ended + trial.said());
    }
}
