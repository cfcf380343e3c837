package dev.pawl.activities.gate;

import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import java.util.List;

/// What a gate says: its answer in one sentence, and what stands in the way.
///
/// @param tests the ids of the tests that the answer turns on
record Ruling(Answer answer, String summary, List<Finding> findings, List<String> tests) {

    Ruling {
        findings = List.copyOf(findings);
        tests = List.copyOf(tests);
    }

    static Ruling pass(String summary) {
        return new Ruling(Answer.PASS, summary, List.of(), List.of());
    }

    static Ruling pass(String summary, List<String> tests) {
        return new Ruling(Answer.PASS, summary, List.of(), tests);
    }

    static Ruling fail(String summary, List<Finding> findings) {
        return new Ruling(Answer.FAIL, summary, findings, List.of());
    }

    static Ruling fail(String gate, String rule, String message) {
        return fail(message.lines().findFirst().orElse(message), List.of(Finding.of(gate, rule, message)));
    }

    static Ruling error(String summary) {
        return new Ruling(Answer.ERROR, summary, List.of(), List.of());
    }

    static Ruling inconclusive(String summary, List<Finding> findings) {
        return new Ruling(Answer.INCONCLUSIVE, summary, findings, List.of());
    }
}
