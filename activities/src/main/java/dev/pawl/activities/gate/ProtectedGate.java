package dev.pawl.activities.gate;

import dev.pawl.activities.gate.TestCode.Counted;
import dev.pawl.activities.workspace.Change;
import dev.pawl.activities.workspace.TooLargeException;
import dev.pawl.activities.workspace.Trees;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Question;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Does the change leave alone what it is judged by: tests, and what says how tests and gates are run?
@Singleton
final class ProtectedGate implements Gate {

    private static final int LARGEST = 4 << 20;
    private static final String OWN = ".pawl/";

    private final Trees trees;

    ProtectedGate(Trees trees) {
        this.trees = trees;
    }

    @Override
    public String name() {
        return Gates.PROTECTED;
    }

    @Override
    public Ruling rule(Case asked) throws IOException {
        List<Finding> findings = new ArrayList<>();
        List<Finding> unclear = new ArrayList<>();
        List<Change> changes = asked.changes(trees);
        for (Change change : changes) {
            guarded(asked.policy(), change).ifPresent(findings::add);
            if (isTest(asked.policy(), change)) {
                test(asked, change, findings, unclear);
            }
        }
        if (!findings.isEmpty()) {
            findings.addAll(unclear);
            return Ruling.fail(
                    findings.size() == 1
                            ? findings.getFirst().message()
                            : "%d things were touched that the work is judged by.".formatted(findings.size()),
                    findings);
        }
        return unclear.isEmpty()
                ? Ruling.pass("%s changed: no test is weaker, and nothing says otherwise how tests are run."
                        .formatted(changes.size() == 1 ? "1 file" : changes.size() + " files"))
                : Ruling.inconclusive(unclear.getFirst().message(), unclear);
    }

    private Optional<Finding> guarded(Policy policy, Change change) {
        for (String path : change.paths()) {
            if (path.startsWith(OWN) || policy.guarded().match(path)) {
                return Optional.of(finding(
                        "protected-path",
                        path,
                        "%s says how tests or gates are run. A change of it needs a person.".formatted(path)));
            }
        }
        return Optional.empty();
    }

    private void test(Case asked, Change change, List<Finding> findings, List<Finding> unclear) throws IOException {
        String path = change.path();
        String before = change.origin();
        if (change.kind() == Change.Kind.DELETED || !asked.policy().tests().match(path)) {
            findings.add(finding("test-deleted", before, "The test file %s is gone.".formatted(before)));
            return;
        }
        Optional<TestCode> language = TestCode.of(path);
        if (language.isEmpty()) {
            if (change.kind() != Change.Kind.ADDED) {
                unclear.add(finding(
                        "unknown-language",
                        path,
                        "%s belongs to the tests, and was changed: whether the tests are weaker now cannot be told."
                                .formatted(path)));
            }
            return;
        }
        try {
            compare(asked, change, language.get(), findings);
        } catch (TooLargeException e) {
            unclear.add(finding("too-large", path, String.valueOf(e.getMessage())));
        }
    }

    private void compare(Case asked, Change change, TestCode language, List<Finding> findings) throws IOException {
        Question question = asked.question();
        Counted was = change.kind() == Change.Kind.ADDED
                ? new Counted(0, 0)
                : count(asked, language, question.base().commit(), change.origin());
        Counted is = count(asked, language, question.head().commit(), change.path());
        compare(change.path(), was, is, findings);
    }

    private void compare(String path, Counted was, Counted is, List<Finding> findings) {
        if (is.assertions() < was.assertions()) {
            findings.add(finding(
                    "fewer-assertions",
                    path,
                    "%s asserts less: %d times, and %d times on the base."
                            .formatted(path, is.assertions(), was.assertions())));
        }
        if (is.skips() > was.skips()) {
            findings.add(finding(
                    "skipped",
                    path,
                    "%s skips more: %d times, and %d times on the base.".formatted(path, is.skips(), was.skips())));
        }
    }

    private Counted count(Case asked, TestCode language, String commit, String path) throws IOException {
        return trees.read(asked.tenant(), asked.question().head(), commit, path, LARGEST)
                .map(bytes -> language.count(new String(bytes, StandardCharsets.UTF_8)))
                .orElse(new Counted(0, 0));
    }

    private static boolean isTest(Policy policy, Change change) {
        return change.paths().stream().anyMatch(policy.tests()::match);
    }

    private Finding finding(String rule, String path, String message) {
        return new Finding(name(), rule, message, path, null, null);
    }
}
