package dev.pawl.activities.gate;

import dev.pawl.activities.repository.Globs;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.workspace.Change;
import dev.pawl.activities.workspace.Trees;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Is the bug shown by a test that fails on the base, and does that test pass on the work?
@Singleton
final class ReproductionGate implements Gate {

    private final Baselines baselines;
    private final Trials trials;
    private final Trees trees;

    ReproductionGate(Baselines baselines, Trials trials, Trees trees) {
        this.baselines = baselines;
        this.trials = trials;
        this.trees = trees;
    }

    @Override
    public String name() {
        return Gates.REPRODUCTION;
    }

    @Override
    public Ruling rule(Case asked) throws IOException, InterruptedException, UnfitException {
        return switch (asked.question().purpose()) {
            case REPRODUCE -> shown(asked);
            case FIX -> proved(asked);
        };
    }

    /// A test was added that fails twice, and nothing else.
    private Ruling shown(Case asked) throws IOException, InterruptedException, UnfitException {
        List<Finding> outside = outsideTests(asked);
        if (!outside.isEmpty()) {
            return Ruling.fail("The change touches more than tests.", outside);
        }
        Trial first = trials.onWork(
                asked, "the base with the new tests", asked.policy().suite());
        Optional<Ruling> useless = Usefulness.of(name(), first);
        return useless.isPresent() ? useless.get() : shown(asked, first);
    }

    private Ruling shown(Case asked, Trial first) throws IOException, InterruptedException, UnfitException {
        Comparison comparison = new Comparison(name(), base(asked), first);
        List<Finding> missing = comparison.missing();
        if (!missing.isEmpty()) {
            return Ruling.fail("Tests of the base are gone or skipped.", missing);
        }
        List<String> red = comparison.newlyRed(Set.of());
        if (red.isEmpty()) {
            return Ruling.fail(
                    name(),
                    "nothing-red",
                    "No test fails that did not fail before: the bug is not shown. Bring a test that fails because of it.");
        }
        Trial second = trials.onWork(
                asked, "the base with the new tests, again", asked.policy().suite());
        return shown(comparison, red, second);
    }

    private Ruling shown(Comparison comparison, List<String> red, Trial second) {
        List<String> steady = red.stream().filter(second::isRed).toList();
        if (steady.isEmpty()) {
            return Ruling.fail(
                    "The new tests fail only sometimes.",
                    red.stream()
                            .map(test -> comparison.about(
                                    test, "flaky", "The test %s failed once and passed once.".formatted(test)))
                            .toList());
        }
        return Ruling.pass(
                steady.size() == 1
                        ? "The test %s fails on the base, twice.".formatted(steady.getFirst())
                        : "%d tests fail on the base, twice.".formatted(steady.size()),
                steady);
    }

    /// Those tests fail on the base and pass on the work, and no test of the base is missing.
    private Ruling proved(Case asked) throws IOException, InterruptedException, UnfitException {
        if (asked.question().reproduction().isEmpty()) {
            return Ruling.error("No test is known to show the bug.");
        }
        Trial before = trials.onBaseWith(asked, changedTests(asked));
        Trial after = trials.onWork(asked, "the work", asked.policy().suite());
        Optional<Ruling> useless = Usefulness.of(name(), after);
        return useless.isPresent() ? useless.get() : proved(asked, before, after);
    }

    private Ruling proved(Case asked, Trial before, Trial after) throws IOException {
        List<String> reproduction = asked.question().reproduction();
        Results base = base(asked);
        Comparison now = new Comparison(name(), base, after);
        List<Finding> findings = new ArrayList<>(now.missing());
        findings.addAll(notRedBefore(new Comparison(name(), base, before), reproduction));
        findings.addAll(now.stillRed(reproduction));
        if (!findings.isEmpty()) {
            return Ruling.fail(findings.getFirst().message(), findings);
        }
        return Ruling.pass(
                reproduction.size() == 1
                        ? "The test %s fails on the base, and passes on the work.".formatted(reproduction.getFirst())
                        : "%d tests fail on the base, and pass on the work.".formatted(reproduction.size()),
                reproduction);
    }

    private Results base(Case asked) throws IOException {
        return baselines.read(asked.tenant(), asked.question().baseline());
    }

    private List<Finding> notRedBefore(Comparison comparison, List<String> reproduction) {
        Trial before = comparison.now();
        if (before.overran().or(before::saysNothing).isPresent()) {
            return List.of(Finding.of(
                    name(),
                    "does-not-run-on-base",
                    "With the tests of this work, the base cannot be tested: they use what only this work brings. "
                            + "A test shows a bug by failing, not by not compiling." + before.said()));
        }
        return reproduction.stream()
                .filter(test -> !before.isRed(test))
                .map(test -> comparison.about(
                        test,
                        "green-on-base",
                        "The test %s does not fail on the base any more: it shows no bug.".formatted(test)))
                .toList();
    }

    private List<Finding> outsideTests(Case asked) throws IOException {
        Globs tests = asked.policy().tests();
        return paths(asked)
                .filter(path -> !tests.match(path))
                .map(path -> new Finding(
                        name(),
                        "outside-tests",
                        "%s is no test. To show the bug, only tests may change: %s.".formatted(path, tests.patterns()),
                        path,
                        null,
                        null))
                .toList();
    }

    private List<String> changedTests(Case asked) throws IOException {
        return paths(asked).filter(asked.policy().tests()::match).distinct().toList();
    }

    private Stream<String> paths(Case asked) throws IOException {
        return asked.changes(trees).stream().map(Change::paths).flatMap(List::stream);
    }
}
