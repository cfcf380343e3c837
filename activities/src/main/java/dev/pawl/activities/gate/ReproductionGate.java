package dev.pawl.activities.gate;

import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.workspace.Change;
import dev.pawl.activities.workspace.Trees;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Question;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        Workspace head = asked.question().head();
        Trial first = asked.dossier()
                .ran(
                        "the base with the new tests",
                        trials.run(
                                asked.tenant(),
                                head,
                                asked.policy().suite(),
                                asked.dossier().sandbox()));
        Optional<Ruling> useless = Usefulness.of(name(), first);
        if (useless.isPresent()) {
            return useless.get();
        }
        Results base = baselines.read(asked.tenant(), asked.question().baseline());
        Comparison comparison = new Comparison(name(), base, first);
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
        Trial second = asked.dossier()
                .ran(
                        "the base with the new tests, again",
                        trials.run(
                                asked.tenant(),
                                head,
                                asked.policy().suite(),
                                asked.dossier().sandbox()));
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
        Question question = asked.question();
        if (question.reproduction().isEmpty()) {
            return Ruling.error("No test is known to show the bug.");
        }
        List<String> tests = changedTests(asked);
        Trial before = asked.dossier()
                .ran(
                        "the base with the tests of the work",
                        trials.runWith(
                                asked.tenant(),
                                question.base(),
                                question.head(),
                                tests,
                                asked.policy().suite(),
                                asked.dossier().sandbox()));
        Trial after = asked.dossier()
                .ran(
                        "the work",
                        trials.run(
                                asked.tenant(),
                                question.head(),
                                asked.policy().suite(),
                                asked.dossier().sandbox()));
        Optional<Ruling> useless = Usefulness.of(name(), after);
        if (useless.isPresent()) {
            return useless.get();
        }
        Results base = baselines.read(asked.tenant(), question.baseline());
        Comparison now = new Comparison(name(), base, after);
        List<Finding> findings = new ArrayList<>(now.missing());
        findings.addAll(notRedBefore(base, question, before));
        findings.addAll(stillRed(now, question));
        return findings.isEmpty()
                ? Ruling.pass(
                        question.reproduction().size() == 1
                                ? "The test %s fails on the base, and passes on the work."
                                        .formatted(question.reproduction().getFirst())
                                : "%d tests fail on the base, and pass on the work."
                                        .formatted(question.reproduction().size()),
                        question.reproduction())
                : Ruling.fail(findings.getFirst().message(), findings);
    }

    private static List<Finding> stillRed(Comparison now, Question question) {
        return question.reproduction().stream()
                .filter(test -> !now.now().isGreen(test))
                .map(test -> now.about(
                        test, "still-red", "The test %s, which shows the bug, does not pass.".formatted(test)))
                .toList();
    }

    private List<Finding> notRedBefore(Results base, Question question, Trial before) {
        if (before.overran().or(before::saysNothing).isPresent()) {
            return List.of(Finding.of(
                    name(),
                    "does-not-run-on-base",
                    "With the tests of this work, the base cannot be tested: they use what only this work brings. "
                            + "A test shows a bug by failing, not by not compiling." + before.said()));
        }
        List<Finding> findings = new ArrayList<>();
        for (String test : question.reproduction()) {
            if (!before.isRed(test)) {
                findings.add(new Comparison(name(), base, before)
                        .about(
                                test,
                                "green-on-base",
                                "The test %s does not fail on the base any more: it shows no bug.".formatted(test)));
            }
        }
        return findings;
    }

    private List<Finding> outsideTests(Case asked) throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Change change : changes(asked)) {
            for (String path : paths(change)) {
                if (!asked.policy().tests().match(path)) {
                    findings.add(new Finding(
                            name(),
                            "outside-tests",
                            "%s is no test. To show the bug, only tests may change: %s."
                                    .formatted(path, asked.policy().tests().patterns()),
                            path,
                            null,
                            null));
                }
            }
        }
        return findings;
    }

    private List<String> changedTests(Case asked) throws IOException {
        Set<String> paths = new LinkedHashSet<>();
        for (Change change : changes(asked)) {
            paths(change).stream().filter(asked.policy().tests()::match).forEach(paths::add);
        }
        return List.copyOf(paths);
    }

    private List<Change> changes(Case asked) throws IOException {
        Question question = asked.question();
        return trees.changes(asked.tenant(), question.head(), question.base().commit());
    }

    private static List<String> paths(Change change) {
        String before = change.before();
        return before == null ? List.of(change.path()) : List.of(change.path(), before);
    }
}
