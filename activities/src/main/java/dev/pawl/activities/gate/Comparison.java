package dev.pawl.activities.gate;

import dev.pawl.activities.gate.Results.State;
import dev.pawl.activities.gate.TestResult.How;
import dev.pawl.workflows.port.gate.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds one run of the tests against how the base stood.
record Comparison(String gate, Results base, Trial now) {

    /// Tests of the base that are not there any more, or not run any more.
    List<Finding> missing() {
        List<Finding> found = new ArrayList<>();
        for (Map.Entry<String, State> test : base.tests().entrySet()) {
            TestResult result = now.results().get(test.getKey());
            if (result == null && test.getValue() != State.SOMETIMES) {
                found.add(about(test.getKey(), "vanished", "The test %s is gone.".formatted(test.getKey())));
            } else if (result != null
                    && result.how() == How.SKIPPED
                    && (test.getValue() == State.GREEN || test.getValue() == State.RED)) {
                found.add(about(
                        test.getKey(),
                        "skipped",
                        "The test %s is skipped; it was run on the base.".formatted(test.getKey())));
            }
        }
        if (!found.isEmpty() && now.ended().exitCode() != 0) {
            found.add(Finding.of(
                    gate,
                    "exit-code",
                    "\"%s\" ended with exit code %d.%s"
                            .formatted(now.program().shown(), now.ended().exitCode(), now.said())));
        }
        return found;
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
