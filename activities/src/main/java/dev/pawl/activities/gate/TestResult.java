package dev.pawl.activities.gate;

import org.jspecify.annotations.Nullable;

/// How one test went.
///
/// @param message the first words of why it failed
record TestResult(How how, @Nullable String message) {

    /// The worst last: where a report names a test twice, that one counts.
    enum How {
        SKIPPED,
        PASSED,
        FAILED
    }

    TestResult worse(TestResult other) {
        return other.how.compareTo(how) > 0 ? other : this;
    }
}
