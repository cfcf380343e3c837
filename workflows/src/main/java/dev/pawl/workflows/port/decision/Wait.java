package dev.pawl.workflows.port.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.pawl.workflows.port.Kept;
import dev.pawl.workflows.port.gate.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a run waits for a person for.
///
/// @param question the how manyeth question of the run: a decision answers exactly one
/// @param tree what the decision is about
/// @param verbs what may be decided
/// @param patch the work that it is about, where a patch was made of it
/// @param evidence what stands behind that patch
public record Wait(
        int question,
        String tree,
        String reason,
        List<Finding> findings,
        List<Verb> verbs,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Kept patch,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Kept evidence) {

    public Wait(int question, String tree, String reason, List<Finding> findings, List<Verb> verbs) {
        this(question, tree, reason, findings, verbs, null, null);
    }

    public Wait {
        findings = List.copyOf(findings);
        verbs = List.copyOf(verbs);
    }
}
