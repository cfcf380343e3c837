package dev.pawl.activities.gate;

import dev.pawl.activities.gate.Results.State;
import dev.pawl.activities.gate.TestResult.How;
import dev.pawl.workflows.port.gate.Finding;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Holds one run of the tests against how the base stood.
record Comparison(String gate, Results base, Trial now) {

    /// Tests of the base that are not there any more, or not run any more.
    List<Finding> missing() {
        List<Finding> found = new ArrayList<>();
        base.tests().forEach((test, before) -> missing(test, before).ifPresent(found::add));
        if (!found.isEmpty() && now.ended().exitCode() != 0) {
            found.add(Finding.of(
                    gate,
                    "exit-code",
                    "\"%s\" ended with exit code %d.%s"
                            .formatted(now.program().shown(), now.ended().exitCode(), now.said())));
        }
        return found;
    }

    private Optional<Finding> missing(String test, State before) {
        TestResult result = now.results().get(test);
        if (result == null && before != State.SOMETIMES) {
            return Optional.of(about(test, "vanished", "The test %s is gone.".formatted(test)));
        }
        return result != null && result.how() == How.SKIPPED && (before == State.GREEN || before == State.RED)
                ? Optional.of(about(test, "skipped", "The test %s is skipped; it was run on the base.".formatted(test)))
                : Optional.empty();
    }

    /// Those of the tests that show the bug that do not pass now.
    List<Finding> stillRed(Collection<String> reproduction) {
        return reproduction.stream()
                .filter(test -> !now.isGreen(test))
                .map(test ->
                        about(test, "still-red", "The test %s, which shows the bug, does not pass.".formatted(test)))
                .toList();
    }

    /// Tests that fail now, and did not on the base, but for these.
    List<String> newlyRed(Set<String> expected) {
        return now.results().keySet().stream()
                .filter(now::isRed)
                .filter(test -> !expected.contains(test))
                .filter(test -> {
                    State before = base.of(test);
                    return before == null || before == State.GREEN || before == State.SKIPPED;
                })
                .toList();
    }

    Finding about(String test, String rule, String message) {
        TestResult result = now.results().get(test);
        String why =
                result == null || result.message() == null || result.message().isBlank()
                        ? ""
                        : " It says: " + result.message().lines().findFirst().orElse("");
        return new Finding(gate, rule, message + why, null, null, test);
    }
}
