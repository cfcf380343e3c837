package dev.pawl.activities.gate;

import dev.pawl.activities.repository.UnfitException;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
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
        List<Finding> findings = new ArrayList<>(comparison.missing());
        Set<String> shownBug = Set.copyOf(asked.question().reproduction());
        for (String test : shownBug) {
            if (!trial.isGreen(test)) {
                findings.add(comparison.about(
                        test, "still-red", "The test %s, which shows the bug, does not pass.".formatted(test)));
            }
        }
        findings.addAll(broken(asked, comparison, shownBug));
        if (!findings.isEmpty()) {
            return Ruling.fail(
                    findings.size() == 1
                            ? findings.getFirst().message()
                            : "%d of %d tests are worse than on the base, or still show the bug."
                                    .formatted(findings.size(), trial.results().size()),
                    findings);
        }
        return trial.ended().exitCode() != 0 && !trial.hasRed() && base.exitCode() == 0
                ? Ruling.fail(
                        name(),
                        "exit-code",
                        "No test fails, but \"%s\" ended with exit code %d.%s"
                                .formatted(
                                        trial.program().shown(), trial.ended().exitCode(), trial.said()))
                : Ruling.pass(
                        trial.executed() == 1
                                ? "1 test was run, and is no worse than on the base."
                                : "%d tests were run, and none is worse than on the base.".formatted(trial.executed()));
    }

    /// Tests that fail now. A test of the base gets a second chance; one that the work brought or touched must not need
    /// it.
    private List<Finding> broken(Case asked, Comparison comparison, Set<String> shownBug)
            throws IOException, InterruptedException, UnfitException {
        List<String> red = comparison.newlyRed(shownBug);
        Set<String> forgiven = new HashSet<>();
        if (red.stream().anyMatch(test -> comparison.base().of(test) != null)) {
            Trial again = run(asked, "the work, again");
            red.stream()
                    .filter(test -> comparison.base().of(test) != null && again.isGreen(test))
                    .forEach(forgiven::add);
            forgiven.forEach(test -> asked.dossier()
                    .note("The test %s failed once and passed once: it counts as flaky.".formatted(test)));
        }
        return red.stream()
                .filter(test -> !forgiven.contains(test))
                .map(test -> comparison.base().of(test) == null
                        ? comparison.about(test, "new-red", "The new test %s fails.".formatted(test))
                        : comparison.about(
                                test, "broke", "The test %s passed on the base, and fails now.".formatted(test)))
                .toList();
    }

    private Trial run(Case asked, String on) throws IOException, InterruptedException, UnfitException {
        Workspace head = asked.question().head();
        return asked.dossier()
                .ran(
                        on,
                        trials.run(
                                asked.tenant(),
                                head,
                                asked.policy().suite(),
                                asked.dossier().sandbox()));
    }
}
