package dev.pawl.workflows.lifecycle.bugfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.workflows.Histories;
import dev.pawl.workflows.lifecycle.bugfix.BugFixRequest.Limits;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.decision.Verb;
import dev.pawl.workflows.port.decision.Wait;
import dev.pawl.workflows.port.gate.Finding;
import io.temporal.client.WorkflowStub;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a run does with its money.
final class BugFixBudgetTest extends BugFixStory {

    private static final long HALF_A_DOLLAR = 500_000;
    private static final String WHY = "The last answer cost more than was left.";

    @Test
    void asksAPersonWhenTheBudgetIsSpentAndGrantsAsMuchAgainOnRetry() {
        script(new Work.Overspent(WHY, cost(520_000)));
        WorkflowStub run = start(within(HALF_A_DOLLAR));

        Wait wait = waitFor(1);
        decide(run, decision(wait, Verb.RETRY, null));

        assertThat(run.getResult(BugFixOutcome.class)).isInstanceOf(BugFixOutcome.Fixed.class);
        assertThat(wait.reason())
                .isEqualTo("The budget is spent: $0.52 of $0.50. " + WHY + " A retry grants $0.50 more.");
        assertThat(wait.verbs()).containsExactly(Verb.RETRY, Verb.ABORT);
        assertThat(wait.findings()).extracting(Finding::rule).containsExactly("overspent");
        assertThat(steps()).containsExactly("reproduce/1", "reproduce/1", "fix/1");
        assertThat(budgets()).startsWith(HALF_A_DOLLAR, 1_020_000L);
        Histories.keep(temporal, RUN, "bugfix-overspent");
    }

    @Test
    void givesEachStepWhatTheOthersLeft() {
        town.agent = assignment -> town.diligently(assignment, cost(120_000));

        assertThat(story().run(within(HALF_A_DOLLAR))).isInstanceOf(BugFixOutcome.Fixed.class);

        assertThat(budgets()).containsExactly(HALF_A_DOLLAR, 380_000L);
    }

    @Test
    void givesAStepThatWasParkedTheSameBudgetAgain() {
        script(new Work.Limited(Instant.EPOCH, "It takes no more for now.", cost(200_000)));

        assertThat(story().run(within(HALF_A_DOLLAR))).isInstanceOf(BugFixOutcome.Fixed.class);

        assertThat(budgets()).startsWith(HALF_A_DOLLAR, HALF_A_DOLLAR);
    }

    @ParameterizedTest
    @CsvSource({"500000, $0.50", "600000, $0.60"})
    void beginsNoStepForWhichNothingIsLeft(long micros, String spent) {
        town.agent = assignment -> town.diligently(assignment, cost(micros));
        WorkflowStub run = start(within(HALF_A_DOLLAR));

        Wait wait = waitFor(1);
        assertThat(wait.reason())
                .isEqualTo(
                        "The budget is spent: %s of $0.50. There is nothing left for fix/1. A retry grants $0.50 more.",
                        spent);
        assertThat(steps()).containsExactly("reproduce/1");
        decide(run, decision(wait, Verb.RETRY, null));

        assertThat(run.getResult(BugFixOutcome.class)).isInstanceOf(BugFixOutcome.Fixed.class);
        assertThat(budgets()).containsExactly(HALF_A_DOLLAR, HALF_A_DOLLAR);
    }

    @Test
    void isStuckWhenAPersonGrantsNothing() {
        town.baseline = _ -> Town.measured("TideTest.ebbs");
        script(new Work.Overspent(WHY, cost(520_000)));
        WorkflowStub run = start(within(HALF_A_DOLLAR));

        decide(run, decision(waitFor(1), Verb.ABORT, "Too dear."));

        assertThat(run.getResult(BugFixOutcome.class))
                .isInstanceOfSatisfying(
                        BugFixOutcome.Stuck.class,
                        stuck -> assertThat(stuck.findings())
                                .extracting(Finding::message)
                                .containsExactly("ada gave it up: Too dear.", WHY));
    }

    @Test
    void showsWhatAnAgentUsedThatOverspent() {
        script(new Work.Overspent(WHY, new Usage(3, 10, 20, 520_000, Usage.Source.ESTIMATED)));
        WorkflowStub run = start(within(HALF_A_DOLLAR));
        waitFor(1);

        assertThat(details(run)).contains("3 turns, 10 tokens in, 20 out, $0.520000, partly estimated");
    }

    @Test
    void limitsNothingWhereNobodySetABudget() {
        town.agent = assignment -> town.diligently(assignment, cost(1_000_000_000));

        assertThat(story().run(request(1))).isInstanceOf(BugFixOutcome.Fixed.class);

        assertThat(budgets()).containsOnlyNulls();
    }

    /// First these answers, then whatever is asked is done for nothing.
    private void script(Work... first) {
        Deque<Work> answers = new ArrayDeque<>(List.of(first));
        town.agent = assignment -> answers.isEmpty() ? town.diligently(assignment, Usage.NONE) : answers.pop();
    }

    private List<Long> budgets() {
        return town.assignments.stream().map(Assignment::budgetMicros).toList();
    }

    private List<String> steps() {
        return town.assignments.stream().map(Assignment::step).toList();
    }

    private static Usage cost(long micros) {
        return new Usage(1, 0, 0, micros, Usage.Source.MEASURED);
    }

    private static BugFixRequest within(long micros) {
        return request(new Limits(Duration.ofHours(2), 1, Duration.ofSeconds(30), micros), null);
    }
}
