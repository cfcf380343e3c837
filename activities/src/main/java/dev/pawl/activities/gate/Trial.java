package dev.pawl.activities.gate;

import dev.pawl.activities.egress.Tally;
import dev.pawl.activities.gate.Policy.Program;
import dev.pawl.activities.gate.TestResult.How;
import dev.pawl.activities.process.Ended;
import dev.pawl.workflows.port.Kept;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One run of a program on a tree, and what its reports say.
///
/// @param reports how many reports it wrote
/// @param problems why some of them are not to be believed
/// @param unloaded whether a file of tests could not even be loaded
/// @param denials what it was not let through to
/// @param tail the last lines of what it said
record Trial(
        Program program,
        Ended ended,
        int reports,
        Map<String, TestResult> results,
        List<String> problems,
        boolean unloaded,
        Tally denials,
        Kept log,
        String tail) {

    Trial {
        problems = List.copyOf(problems);
    }

    long executed() {
        return results.values().stream()
                .filter(result -> result.how() != How.SKIPPED)
                .count();
    }

    boolean isRed(String test) {
        TestResult result = results.get(test);
        return result != null && result.how() == How.FAILED;
    }

    boolean isGreen(String test) {
        TestResult result = results.get(test);
        return result != null && result.how() == How.PASSED;
    }

    boolean hasRed() {
        return results.keySet().stream().anyMatch(this::isRed);
    }

    /// Why it did not come to an end by itself, where it did not.
    Optional<String> overran() {
        return switch (ended.how()) {
            case EXITED -> Optional.empty();
            case OVERRAN, FELL_SILENT ->
                Optional.of("\"%s\" took longer than %s.".formatted(program.shown(), program.timeout()));
            case SAID_TOO_MUCH -> Optional.of("\"%s\" said too much.".formatted(program.shown()));
            case WROTE_TOO_MUCH ->
                Optional.of("\"%s\" wrote more to the disk than PAWL_SANDBOX_DISK lets it.".formatted(program.shown()));
            case GREW_TOO_LARGE ->
                Optional.of(
                        "\"%s\" needed more memory than PAWL_SANDBOX_MEMORY lets it have.".formatted(program.shown()));
        };
    }

    /// Why it says nothing of the tests, where it does not; with the last lines of what it said.
    Optional<String> saysNothing() {
        if (!problems.isEmpty()) {
            return Optional.of(problems.getFirst());
        }
        if (reports == 0) {
            return Optional.of("\"%s\" ended with exit code %d and wrote no report.%s"
                    .formatted(program.shown(), ended.exitCode(), said()));
        }
        return executed() > 0
                ? Optional.empty()
                : Optional.of("\"%s\" ended with exit code %d, and no test was run.%s"
                        .formatted(program.shown(), ended.exitCode(), said()));
    }

    String said() {
        return denials.text("It") + (tail.isEmpty() ? " It said nothing." : " It said last:\n" + tail);
    }
}
