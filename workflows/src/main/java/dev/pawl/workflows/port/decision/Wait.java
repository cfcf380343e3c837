package dev.pawl.workflows.port.decision;

import dev.pawl.workflows.port.gate.Finding;
import java.util.List;

/// What a run waits for a person for.
///
/// @param question the how manyeth question of the run: a decision answers exactly one
/// @param tree what the decision is about
/// @param verbs what may be decided
public record Wait(int question, String tree, String reason, List<Finding> findings, List<Verb> verbs) {

    public Wait {
        findings = List.copyOf(findings);
        verbs = List.copyOf(verbs);
    }
}
