package dev.pawl.workflows.port.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.pawl.workflows.port.Kept;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a gate answered about one tree.
///
/// @param summary one sentence, for people
/// @param findings what stands in the way: the first of them, all are in the evidence
/// @param tests the ids of the tests that the answer turns on, where it turns on tests
/// @param level how well the gate was shut in when it ran
public record Verdict(
        String gate,
        Answer answer,
        String tree,
        String summary,
        List<Finding> findings,
        List<String> tests,
        @Nullable Kept evidence,
        String level) {

    public Verdict {
        findings = List.copyOf(findings);
        tests = List.copyOf(tests);
    }

    public enum Answer {
        @JsonProperty("pass")
        PASS,
        /// The gate ran, its report is complete, and it says no.
        @JsonProperty("fail")
        FAIL,
        /// The gate could not run, or its own report does not prove that it ran.
        @JsonProperty("error")
        ERROR,
        /// The gate ran, and what it saw does not decide.
        @JsonProperty("inconclusive")
        INCONCLUSIVE,
        /// The policy of the base commit asks this question of no such change.
        @JsonProperty("not-applicable")
        NOT_APPLICABLE
    }

    public boolean letsPass() {
        return switch (answer) {
            case PASS, NOT_APPLICABLE -> true;
            case FAIL, ERROR, INCONCLUSIVE -> false;
        };
    }
}
