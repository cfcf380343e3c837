package dev.pawl.workflows.lifecycle.bugfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.workflows.Histories;
import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.decision.Decision;
import dev.pawl.workflows.port.decision.Verb;
import dev.pawl.workflows.port.decision.Wait;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What people are asked, and what comes of their answers.
final class BugFixDecisionsTest extends BugFixStory {

    @Test
    void asksAPersonWhenTheRoundsAreSpentAndGoesOnWhenTheyRetry() {
        rejectTestsTimes(2);
        WorkflowStub run = start(request(1));

        Wait first = waitFor(1);
        decide(run, decision(first, Verb.RETRY, null));
        Wait second = waitFor(2);
        decide(run, decision(second, Verb.RETRY, null));

        assertThat(run.getResult(BugFixOutcome.class)).isInstanceOf(BugFixOutcome.Fixed.class);
        assertThat(first.reason()).contains("round is spent");
        assertThat(first.findings()).containsExactly(WRONG);
        Histories.keep(temporal, RUN, "bugfix-fixed-after-retries");
    }

    @Test
    void tellsTheAgentWhatAPersonAdded() {
        rejectTestsTimes(1);
        WorkflowStub run = start(request(1));

        decide(run, decision(waitFor(1), Verb.EDIT, "The tide turns at noon."));
        run.getResult(BugFixOutcome.class);

        assertThat(town.assignments.getLast().brief().note()).isEqualTo("The tide turns at noon.");
    }

    @Test
    void isStuckWhenAPersonGivesTheFixUpAndKeepsTheWork() {
        rejectTestsTimes(1);
        WorkflowStub run = start(request(1));

        Decision abort = decision(waitFor(1), Verb.ABORT, "Not worth it.");
        decide(run, abort);

        Finding who = Finding.of("person", "abort", abort.by() + " gave it up: Not worth it.");
        assertThat(run.getResult(BugFixOutcome.class))
                .isEqualTo(new BugFixOutcome.Stuck(
                        "fix", "A person gave it up.", List.of(who, WRONG), Town.KEPT, Town.KEPT));
        Histories.keep(temporal, RUN, "bugfix-stuck");
    }

    @Test
    void isNotReproducedWhenAPersonGivesTheReproductionUp() {
        town.agent = _ -> new Work.Unchanged("I see no bug", Town.USAGE);
        WorkflowStub run = start(request(2));

        decide(run, decision(waitFor(1), Verb.ABORT, null));

        assertThat(run.getResult(BugFixOutcome.class))
                .isInstanceOfSatisfying(
                        BugFixOutcome.NotReproduced.class,
                        outcome -> assertThat(outcome.findings())
                                .extracting(Finding::rule)
                                .containsExactly("abort", "unchanged"));
        assertThat(town.assignments).hasSize(2);
        Histories.keep(temporal, RUN, "bugfix-not-reproduced");
    }

    @Test
    void asksAPersonWhenAGateCannotDecideAndAsksTheGateAgainOnRetry() {
        Deque<Answer> answers = new ArrayDeque<>(List.of(Answer.ERROR, Answer.PASS));
        town.gate = question ->
                question.gate().equals(Gates.TESTS) ? Town.answer(question, answers.pop()) : Town.content(question);
        WorkflowStub run = start(request(3));

        Wait wait = waitFor(1);
        decide(run, decision(wait, Verb.RETRY, null));

        assertThat(run.getResult(BugFixOutcome.class)).isInstanceOf(BugFixOutcome.Fixed.class);
        assertThat(wait.reason()).contains("tests could not decide");
        assertThat(town.assignments).hasSize(2);
    }

    @Test
    void asksAPersonWhenThereIsNoSuchAgentAndAsksTheAgentAgainOnRetry() {
        Deque<String> missing = new ArrayDeque<>(List.of("There is no agent tied. There are: [tide]."));
        town.agent = assignment -> {
            if (!missing.isEmpty()) {
                throw Failure.AGENT_UNKNOWN.because(missing.pop(), null);
            }
            return town.diligently(assignment);
        };
        WorkflowStub run = start(request(1));

        Wait wait = waitFor(1);
        decide(run, decision(wait, Verb.RETRY, null));

        assertThat(run.getResult(BugFixOutcome.class)).isInstanceOf(BugFixOutcome.Fixed.class);
        assertThat(wait.reason()).contains("There is no agent tied. There are: [tide].");
        assertThat(wait.verbs()).containsExactly(Verb.RETRY, Verb.ABORT);
        assertThat(town.assignments.get(1)).isEqualTo(town.assignments.getFirst());
    }

    @Test
    void saysWhyTheAgentCouldNotBeginWhenAPersonGivesUp() {
        town.baseline = _ -> Town.measured("TideTest.ebbs");
        town.agent = _ -> {
            throw Failure.NOT_TRUSTED.because("Nobody trusts this repository.", null);
        };
        WorkflowStub run = start(request(1));

        decide(run, decision(waitFor(1), Verb.ABORT, null));

        assertThat(run.getResult(BugFixOutcome.class))
                .isInstanceOfSatisfying(
                        BugFixOutcome.Stuck.class,
                        stuck -> assertThat(stuck.findings())
                                .extracting(Finding::message)
                                .contains("Nobody trusts this repository."));
    }

    @Test
    void refusesDecisionsThatNoGatewaySigned() {
        rejectTestsTimes(1);
        WorkflowStub run = start(request(1));
        Wait wait = waitFor(1);
        Decision unsigned = new Decision(
                wait.question(),
                wait.tree(),
                Verb.ABORT,
                "mallory",
                null,
                Instant.parse("2026-11-21T10:00:00Z"),
                List.of());

        assertThatThrownBy(() -> decide(run, unsigned)).hasStackTraceContaining("No gateway signed this decision");
        assertThatThrownBy(() ->
                        decide(run, unsigned.signedBy(RUN, List.of("another key".getBytes(StandardCharsets.UTF_8)))))
                .hasStackTraceContaining("No gateway signed this decision");
        assertThatThrownBy(() -> decide(run, unsigned.signedBy("bugfix-2", List.of(KEY))))
                .hasStackTraceContaining("No gateway signed this decision");
    }

    @Test
    void refusesDecisionsAboutWhatWasNotAsked() {
        rejectTestsTimes(1);
        WorkflowStub run = start(request(1));
        Wait wait = waitFor(1);
        Wait older = new Wait(wait.question() - 1, wait.tree(), "", List.of(), wait.verbs());
        Wait other = new Wait(wait.question(), "tree-9", "", List.of(), wait.verbs());

        assertThatThrownBy(() -> decide(run, decision(older, Verb.RETRY, null)))
                .isInstanceOf(WorkflowUpdateException.class);
        assertThatThrownBy(() -> decide(run, decision(other, Verb.RETRY, null)))
                .isInstanceOf(WorkflowUpdateException.class);
        assertThatThrownBy(() -> decide(run, decision(wait, Verb.EDIT, " ")))
                .hasStackTraceContaining("An edit needs a note");
    }

    @Test
    void showsInTheWebUiWhatItWaitsForAndHowToDecide() {
        rejectTestsTimes(1);
        WorkflowStub run = start(request(1));
        waitFor(1);

        String shown = run.describe().toString() + details(run);

        assertThat(shown)
                .contains("Needs a person", "TideTest.turnsAtNoon still fails", "pawl decide bugfix-1 retry|edit|abort")
                .contains("| fix\u00a0\u00a0 | tests\u00a0\u00a0 | **fail**");
    }
}
