package dev.pawl.workflows.port.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pawl.workflows.port.gate.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an agent is told.
///
/// @param title the bug in one line
/// @param report what its reporter says
/// @param task what this step asks for
/// @param tests the ids of the tests that show the bug, once there are some
/// @param findings what stood in the way of the last try
/// @param note what a person added
/// @param analysis what another agent found out before, as JSON: advice
public record Brief(
        String title,
        String report,
        String task,
        List<String> tests,
        List<Finding> findings,
        @Nullable String note,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String analysis) {

    public Brief {
        tests = List.copyOf(tests);
        findings = List.copyOf(findings);
    }

    public Brief(
            String title,
            String report,
            String task,
            List<String> tests,
            List<Finding> findings,
            @Nullable String note) {
        this(title, report, task, tests, findings, note, null);
    }

    /// The same brief, after a try: what stood in its way, and what a person added.
    public Brief after(List<Finding> found, @Nullable String added) {
        return new Brief(title, report, task, tests, found, added, analysis);
    }
}
