package dev.pawl.activities.gate;

import dev.pawl.activities.egress.Tally;
import dev.pawl.activities.sandbox.Sandbox;
import dev.pawl.workflows.port.Kept;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Question;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What was done to find an answer: every run of a program, on which tree, how it ended and what its reports say.
final class Dossier {

    private final Sandbox sandbox;
    private final List<Run> runs = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Set<Tally.Denial> denials = new LinkedHashSet<>();

    /// @param sandbox in which all of it is run
    Dossier(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    /// One run of a program.
    ///
    /// @param on which tree, in words
    /// @param tests how every test went, where that is not as usual: those that did not pass
    record Run(
            String on,
            List<String> command,
            String ended,
            int exitCode,
            Duration took,
            int reports,
            long passed,
            long failed,
            long skipped,
            Map<String, TestResult> tests,
            List<String> problems,
            Kept log) {}

    /// All that stands behind a verdict.
    ///
    /// @param level how well what was run was shut in
    /// @param limits what it was held to
    record Evidence(
            String gate,
            Answer answer,
            String summary,
            String level,
            List<String> limits,
            Question.@Nullable Purpose purpose,
            String base,
            String commit,
            String tree,
            List<Finding> findings,
            List<String> tests,
            List<Run> runs,
            List<String> notes) {}

    Trial ran(String on, Trial trial) {
        runs.add(new Run(
                on,
                trial.program().line(),
                trial.ended().how().name().toLowerCase(Locale.ROOT),
                trial.ended().exitCode(),
                trial.ended().took(),
                trial.reports(),
                count(trial, TestResult.How.PASSED),
                count(trial, TestResult.How.FAILED),
                count(trial, TestResult.How.SKIPPED),
                odd(trial),
                trial.problems(),
                trial.log()));
        denials.addAll(trial.denials().all());
        return trial;
    }

    private static Map<String, TestResult> odd(Trial trial) {
        Map<String, TestResult> odd = new LinkedHashMap<>(trial.results());
        odd.values().removeIf(result -> result.how() == TestResult.How.PASSED);
        return odd;
    }

    void note(String sentence) {
        notes.add(sentence);
    }

    /// What no program was let through to, each once.
    List<Tally.Denial> denials() {
        return List.copyOf(denials);
    }

    Sandbox sandbox() {
        return sandbox;
    }

    String level() {
        return sandbox.level().word();
    }

    List<String> limits() {
        return sandbox.limits();
    }

    List<Run> runs() {
        return List.copyOf(runs);
    }

    List<String> notes() {
        List<String> all = new ArrayList<>(notes);
        denials.forEach(denial -> all.add("It tried to reach %s. %s".formatted(denial.target(), denial.why())));
        return all;
    }

    private static long count(Trial trial, TestResult.How how) {
        return trial.results().values().stream()
                .filter(result -> result.how() == how)
                .count();
    }
}
