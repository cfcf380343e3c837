package dev.pawl.activities.gate;

import dev.pawl.activities.egress.Tally;
import dev.pawl.activities.process.Plain;
import dev.pawl.store.event.Events;
import dev.pawl.store.event.NewEvent;
import dev.pawl.store.verdict.VerdictOutcome;
import dev.pawl.store.verdict.Verdicts;
import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.Kept;
import dev.pawl.workflows.port.gate.Baseline;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Question;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Writes verdicts down: the row, the evidence, and a line in the run's log lane.
@Singleton
final class Register {

    /// History carries so many; all are in the evidence.
    private static final int MOST_FINDINGS = 20;

    private static final int MOST_TESTS = 200;
    private static final int LONGEST_SUMMARY = 500;
    private static final int LONGEST_MESSAGE = 500;
    private static final int LONGEST_FIRST_MESSAGE = 4000;

    private final Verdicts verdicts;
    private final Events events;
    private final Papers papers;

    Register(Verdicts verdicts, Events events, Papers papers) {
        this.verdicts = verdicts;
        this.events = events;
        this.papers = papers;
    }

    void begin(Moment moment, Question question) throws IOException {
        event(
                moment,
                "gate.began",
                Map.of("gate", question.gate(), "tree", question.head().tree()));
    }

    /// An attempt that another one has come after is refused: it may have slept through that.
    ///
    /// @param attempt the how manyeth that the story's question was handed to a worker
    Verdict enter(Moment moment, int attempt, Question question, Ruling ruling, Dossier dossier) throws IOException {
        Workspace head = question.head();
        String summary = Plain.text(ruling.summary(), LONGEST_SUMMARY);
        Kept evidence = papers.keepAsJson(moment.tenant(), evidence(question, ruling, summary, dossier));
        Verdict verdict = new Verdict(
                question.gate(),
                ruling.answer(),
                head.tree(),
                summary,
                first(ruling.findings()),
                ruling.tests().stream().limit(MOST_TESTS).toList(),
                evidence,
                dossier.level());
        tell(moment, question.gate(), dossier);
        dev.pawl.store.verdict.Verdict row = row(moment, verdict, evidence, attempt);
        events.append(
                moment.tenant(),
                moment.run(),
                List.of(answered(question.gate(), ruling.answer(), summary, head.tree())),
                () -> requireNewest(verdicts.record(moment.tenant(), row), question));
        return verdict;
    }

    private static dev.pawl.store.verdict.Verdict row(Moment moment, Verdict verdict, Kept evidence, int attempt)
            throws IOException {
        return new dev.pawl.store.verdict.Verdict(
                moment.run(),
                verdict.tree(),
                verdict.gate(),
                outcome(verdict.answer()),
                verdict.level(),
                evidence.digest(),
                verdict.summary(),
                Papers.json(verdict.findings()),
                judgedAt(moment, attempt));
    }

    /// By the story's time, which knows milliseconds, and where that is the same, by the attempt.
    private static Instant judgedAt(Moment moment, int attempt) {
        return moment.told().truncatedTo(ChronoUnit.MILLIS).plus(Math.min(attempt, 999), ChronoUnit.MICROS);
    }

    private static void requireNewest(boolean recorded, Question question) {
        if (!recorded) {
            throw Failure.OTHER_INPUT.because(
                    "A later attempt has answered for the gate %s already: nothing is to be done here."
                            .formatted(question.gate()),
                    null);
        }
    }

    private static Dossier.Evidence evidence(Question question, Ruling ruling, String summary, Dossier dossier) {
        return new Dossier.Evidence(
                question.gate(),
                ruling.answer(),
                summary,
                dossier.level(),
                dossier.limits(),
                question.purpose(),
                question.base().commit(),
                question.head().commit(),
                question.head().tree(),
                ruling.findings(),
                ruling.tests(),
                dossier.runs(),
                dossier.notes());
    }

    void enter(Moment moment, Workspace base, Baseline baseline, Dossier dossier) throws IOException {
        tell(moment, "baseline", dossier);
        NewEvent told = switch (baseline) {
            case Baseline.Measured measured -> answered("baseline", Answer.PASS, measured.summary(), base.tree());
            case Baseline.Broken broken ->
                answered("baseline", Answer.FAIL, Plain.text(broken.sentence(), LONGEST_SUMMARY), base.tree());
        };
        events.append(moment.tenant(), moment.run(), List.of(told));
    }

    private void tell(Moment moment, String gate, Dossier dossier) throws IOException {
        for (Tally.Denial denial : dossier.denials()) {
            event(
                    moment,
                    "network.denied",
                    Map.of("host", denial.target(), "by", "gate", "gate", gate, "reason", denial.why()));
        }
    }

    private static List<Finding> first(List<Finding> all) {
        List<Finding> first = all.stream().limit(MOST_FINDINGS).toList();
        int longest = first.size() == 1 ? LONGEST_FIRST_MESSAGE : LONGEST_MESSAGE;
        return first.stream()
                .map(finding -> new Finding(
                        finding.gate(),
                        finding.rule(),
                        Plain.text(finding.message(), longest),
                        finding.path(),
                        finding.line(),
                        finding.test()))
                .toList();
    }

    private static NewEvent answered(String gate, Answer answer, String summary, String tree) throws IOException {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("gate", gate);
        told.put("answer", answer);
        told.put("summary", summary);
        told.put("tree", tree);
        return new NewEvent("gate.answered", Papers.json(told));
    }

    private void event(Moment moment, String kind, Map<String, Object> told) throws IOException {
        events.append(moment.tenant(), moment.run(), List.of(new NewEvent(kind, Papers.json(told))));
    }

    private static VerdictOutcome outcome(Answer answer) {
        return switch (answer) {
            case PASS -> VerdictOutcome.PASSED;
            case FAIL -> VerdictOutcome.FAILED;
            case ERROR -> VerdictOutcome.ERROR;
            case INCONCLUSIVE -> VerdictOutcome.INCONCLUSIVE;
            case NOT_APPLICABLE -> VerdictOutcome.NOT_APPLICABLE;
        };
    }
}
