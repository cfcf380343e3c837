package dev.pawl.activities.gate;

import dev.pawl.activities.repository.UnfitException;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Do all tests pass that passed before, and those that show the bug?
@Singleton
final class TestsGate implements Gate {

    private final Baselines baselines;
    private final Trials trials;

    TestsGate(Baselines baselines, Trials trials) {
        this.baselines = baselines;
        this.trials = trials;
    }

    @Override
    public String name() {
        return Gates.TESTS;
    }

    @Override
    public Ruling rule(Case asked) throws IOException, InterruptedException, UnfitException {
        Results base = baselines.read(asked.tenant(), asked.question().baseline());
        Trial trial = run(asked, "the work");
        Optional<Ruling> useless = Usefulness.of(name(), trial);
        if (useless.isPresent()) {
            return useless.get();
        }
        Comparison comparison = new Comparison(name(), base, trial);
        Set<String> shownBug = Set.copyOf(asked.question().reproduction());
        List<Finding> findings = new ArrayList<>(comparison.missing());
        findings.addAll(comparison.stillRed(asked.question().reproduction()));
        findings.addAll(broken(asked, comparison, shownBug));
        return findings.isEmpty() ? unbroken(base, trial) : worse(findings, trial);
    }

    private static Ruling worse(List<Finding> findings, Trial trial) {
        return Ruling.fail(
                findings.size() == 1
                        ? findings.getFirst().message()
                        : "%d of %d tests are worse than on the base, or still show the bug."
                                .formatted(findings.size(), trial.results().size()),
                findings);
    }

    /// No test is worse. A program that says no all the same, and said yes of the base, is believed.
    private Ruling unbroken(Results base, Trial trial) {
        int exitCode = trial.ended().exitCode();
        if (exitCode != 0 && !trial.hasRed() && base.exitCode() == 0) {
            return Ruling.fail(
                    name(),
                    "exit-code",
                    "No test fails, but \"%s\" ended with exit code %d.%s"
                            .formatted(trial.program().shown(), exitCode, trial.said()));
        }
        return Ruling.pass(
                trial.executed() == 1
                        ? "1 test was run, and is no worse than on the base."
                        : "%d tests were run, and none is worse than on the base.".formatted(trial.executed()));
    }

    /// Tests that fail now. A test of the base gets a second chance; one that the work brought or touched must not need
    /// it.
    private List<Finding> broken(Case asked, Comparison comparison, Set<String> shownBug)
            throws IOException, InterruptedException, UnfitException {
        List<String> red = comparison.newlyRed(shownBug);
        Set<String> forgiven =
                forgiven(asked, red.stream().filter(comparison.base()::knows).toList());
        return red.stream()
                .filter(test -> !forgiven.contains(test))
                .map(test -> comparison.base().knows(test)
                        ? comparison.about(
                                test, "broke", "The test %s did not fail on the base, and fails now.".formatted(test))
                        : comparison.about(test, "new-red", "The new test %s fails.".formatted(test)))
                .toList();
    }

    /// Those that pass in another run.
    private Set<String> forgiven(Case asked, List<String> red)
            throws IOException, InterruptedException, UnfitException {
        if (red.isEmpty()) {
            return Set.of();
        }
        Trial again = run(asked, "the work, again");
        Set<String> forgiven = new LinkedHashSet<>(red);
        forgiven.removeIf(test -> !again.isGreen(test));
        forgiven.forEach(test ->
                asked.dossier().note("The test %s failed once and passed once: it counts as flaky.".formatted(test)));
        return forgiven;
    }

    private Trial run(Case asked, String on) throws IOException, InterruptedException, UnfitException {
        return trials.onWork(asked, on, asked.policy().suite());
    }
}
