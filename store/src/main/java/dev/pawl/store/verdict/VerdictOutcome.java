package dev.pawl.store.verdict;

/// What a gate said; an error is said when its own report does not prove that it ran.
public enum VerdictOutcome {
    PASSED,
    FAILED,
    ERROR,
    INCONCLUSIVE,
    NOT_APPLICABLE
}
