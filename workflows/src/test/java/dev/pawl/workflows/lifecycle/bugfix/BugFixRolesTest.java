package dev.pawl.workflows.lifecycle.bugfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.workflows.Histories;
import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.decision.Verb;
import dev.pawl.workflows.port.decision.Wait;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Opinion;
import dev.pawl.workflows.port.gate.Question;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import io.temporal.client.WorkflowStub;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Agents in roles: one finds out first, one reads the change last.
final class BugFixRolesTest extends BugFixStory {

    private static final String ANALYSIS = "{\"cause\":\"the moon\"}";
    private static final String REVIEW = "{\"findings\":[]}";
    private static final Finding SEVERE = Finding.of("review", "high", "It is right at noon only.");

    private final List<Question> reviews = new ArrayList<>();

    @BeforeEach
    void putIntoRoles() {
        town.agent = assignment -> switch (String.valueOf(assignment.role())) {
            case "analyst" -> new Work.Unchanged("Found.", Town.USAGE, ANALYSIS);
            case "reviewer" -> new Work.Unchanged("Read.", Town.USAGE, REVIEW);
            default -> town.diligently(assignment);
        };
        town.gate = question -> reviewed(question, Answer.PASS);
    }

    @Test
    void asksAnAnalystFirstAndAReviewerLast() {
        BugFixOutcome outcome = story().run(requestForRoles(3));

        assertThat(outcome).isInstanceOf(BugFixOutcome.Fixed.class);
        assertThat(town.asked)
                .containsExactly(
                        "understand: open",
                        "understand: baseline",
                        "understand: work understand/1",
                        "reproduce: work reproduce/1",
                        "reproduce: judge secrets tree-1",
                        "reproduce: judge protected tree-1",
                        "reproduce: judge reproduction tree-1",
                        "fix: work fix/1",
                        "fix: judge secrets tree-2",
                        "fix: judge protected tree-2",
                        "fix: judge tests tree-2",
                        "prove: judge reproduction tree-2",
                        "review: work review/1",
                        "review: judge review tree-2",
                        "deliver: deliver tree-2",
                        "ended: end");
        assertThat(town.assignments)
                .extracting(Assignment::role)
                .containsExactly("analyst", "test-engineer", "developer", "reviewer");
        assertThat(reviews).extracting(Question::opinion).containsExactly(Opinion.of(REVIEW));
        Histories.keep(temporal, RUN, "bugfix-fixed-in-roles");
    }

    @Test
    void tellsThoseWhoWriteWhatTheAnalystFound() {
        rejectTestsTimes(1);
        story().run(requestForRoles(3));

        assertThat(town.assignments)
                .extracting(assignment ->
                        assignment.step() + " " + assignment.brief().analysis())
                .containsExactly(
                        "understand/1 null",
                        "reproduce/1 " + ANALYSIS,
                        "fix/1 " + ANALYSIS,
                        "fix/2 " + ANALYSIS,
                        "review/1 null");
    }

    @Test
    void takesNoTreeOfThoseWhoOnlyLook() {
        town.agent = assignment -> {
            Work.Done done = (Work.Done) town.diligently(assignment);
            return new Work.Done(done.workspace(), "", 1, Town.USAGE, REVIEW);
        };
        story().run(requestForRoles(3));

        assertThat(town.assignments)
                .extracting(assignment -> assignment.workspace().tree())
                .containsExactly("tree-0", "tree-0", "tree-2", "tree-3");
        assertThat(town.asked).contains("deliver: deliver tree-3");
    }

    @Test
    void goesOnWithoutAnAnalysis() {
        town.agent = assignment -> {
            if ("analyst".equals(assignment.role())) {
                throw Failure.AGENT_UNKNOWN.because("analyst.md:4: There is no such tier.", null);
            }
            return "reviewer".equals(assignment.role())
                    ? new Work.Unchanged("Read.", Town.USAGE, REVIEW)
                    : town.diligently(assignment);
        };

        assertThat(story().run(requestForRoles(3))).isInstanceOf(BugFixOutcome.Fixed.class);
        assertThat(town.assignments.get(1).brief().analysis()).isNull();
    }

    @Test
    void sendsTheWorkBackWithWhatTheReviewerFound() {
        Deque<Answer> answers = new ArrayDeque<>(List.of(Answer.FAIL, Answer.PASS));
        town.gate = question ->
                question.gate().equals(Gates.REVIEW) ? reviewed(question, answers.pop()) : Town.content(question);

        assertThat(story().run(requestForRoles(3)))
                .isInstanceOfSatisfying(
                        BugFixOutcome.Fixed.class,
                        fixed -> assertThat(fixed.rounds()).isEqualTo(2));
        assertThat(town.assignments)
                .filteredOn(assignment -> assignment.step().equals("fix/2"))
                .singleElement()
                .satisfies(
                        assignment -> assertThat(assignment.brief().findings()).containsExactly(SEVERE));
        assertThat(town.asked)
                .containsSubsequence("review: judge review tree-2", "fix: work fix/2", "review: work review/2");
        Histories.keep(temporal, RUN, "bugfix-fixed-after-review");
    }

    @Test
    void asksNoReviewerAboutWorkThatAGateRefused() {
        rejectTestsTimes(1);
        WorkflowStub run = start(requestForRoles(1));

        decide(run, decision(waitFor(1), Verb.ABORT, null));

        assertThat(run.getResult(BugFixOutcome.class)).isInstanceOf(BugFixOutcome.Stuck.class);
        assertThat(town.asked).doesNotContain("review: work review/1");
    }

    @Test
    void asksAPersonWhenThereIsNoReviewAndTheReviewerAnewOnRetry() {
        Deque<Work> reads = new ArrayDeque<>(
                List.of(new Work.Crashed("exit 137", Town.USAGE), new Work.Unchanged("Read.", Town.USAGE, REVIEW)));
        town.agent = assignment -> "reviewer".equals(assignment.role()) ? reads.pop() : town.diligently(assignment);
        town.gate = question -> reviewed(
                question,
                question.opinion() != null && question.opinion().answer() == null ? Answer.ERROR : Answer.PASS);
        WorkflowStub run = start(requestForRoles(3));

        Wait wait = waitFor(1);
        decide(run, decision(wait, Verb.RETRY, null));

        assertThat(run.getResult(BugFixOutcome.class)).isInstanceOf(BugFixOutcome.Fixed.class);
        assertThat(wait.reason()).contains("The gate review could not decide");
        assertThat(reviews)
                .extracting(Question::opinion)
                .containsExactly(Opinion.none("The reviewer crashed: exit 137"), Opinion.of(REVIEW));
        assertThat(town.asked).contains("review: work review/2");
    }

    @Test
    void asksNobodyElseWhereAgentsHaveNoRoles() {
        story().run(request(3));

        assertThat(town.assignments).extracting(Assignment::role).containsExactly("test-engineer", "developer");
        assertThat(reviews).isEmpty();
    }

    private Verdict reviewed(Question question, Answer answer) {
        if (!question.gate().equals(Gates.REVIEW)) {
            return Town.content(question);
        }
        reviews.add(question);
        return answer == Answer.FAIL ? Town.answer(question, answer, SEVERE) : Town.answer(question, answer);
    }
}
