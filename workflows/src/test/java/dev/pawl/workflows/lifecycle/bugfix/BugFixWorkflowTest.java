package dev.pawl.workflows.lifecycle.bugfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.workflows.Histories;
import dev.pawl.workflows.lifecycle.bugfix.BugFixRequest.Trigger;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.gate.Baseline;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Question.Purpose;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.workspace.Opened;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class BugFixWorkflowTest extends BugFixStory {

    @Test
    void showsTheBugMendsItProvesItAndDeliversIt() {
        BugFixOutcome outcome = story().run(request(3));

        assertThat(outcome)
                .isEqualTo(new BugFixOutcome.Fixed(
                        "pawl/tide",
                        "commit-2",
                        Town.KEPT,
                        Town.KEPT,
                        List.of("TideTest.turnsAtNoon"),
                        1,
                        "I changed it"));
        assertThat(town.asked)
                .containsExactly(
                        "understand: open",
                        "understand: baseline",
                        "reproduce: work reproduce/1",
                        "reproduce: judge secrets tree-1",
                        "reproduce: judge protected tree-1",
                        "reproduce: judge reproduction tree-1",
                        "fix: work fix/1",
                        "fix: judge secrets tree-2",
                        "fix: judge protected tree-2",
                        "fix: judge tests tree-2",
                        "prove: judge reproduction tree-2",
                        "deliver: deliver tree-2",
                        "ended: end");
        assertThat(town.moments)
                .extracting(Moment::revision)
                .isEqualTo(
                        LongStream.rangeClosed(1, town.moments.size()).boxed().toList());
        Histories.keep(temporal, RUN, "bugfix-fixed");
    }

    @Test
    void fixesOnTheTreeThatShowsTheBug() {
        story().run(request(3));

        assertThat(town.assignments.getLast().workspace().tree()).isEqualTo("tree-1");
        assertThat(town.assignments.getLast().brief().tests()).containsExactly("TideTest.turnsAtNoon");
    }

    @Test
    void needsNoReproductionWhenTheBuildsFailedTestIsRedOnTheBase() {
        town.baseline = _ -> Town.measured("TideTest.ebbs");

        BugFixOutcome outcome =
                story().run(request(3, new Trigger("jenkins", "tide/7", null, List.of("TideTest.ebbs"))));

        assertThat(town.asked).doesNotContain("reproduce: work reproduce/1");
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        BugFixOutcome.Fixed.class,
                        fixed -> assertThat(fixed.tests()).containsExactly("TideTest.ebbs"));
    }

    @Test
    void tellsTheNextRoundWhatStoodInTheWay() {
        rejectTestsTimes(1);

        BugFixOutcome outcome = story().run(request(3));

        assertThat(town.assignments)
                .filteredOn(assignment -> assignment.step().startsWith("fix/"))
                .extracting(assignment -> assignment.brief().findings())
                .containsExactly(List.of(), List.of(WRONG));
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        BugFixOutcome.Fixed.class,
                        fixed -> assertThat(fixed.rounds()).isEqualTo(2));
    }

    @Test
    void asksNoDearGateWhenACheapOneSaysNo() {
        Deque<Answer> answers = new ArrayDeque<>(List.of(Answer.FAIL, Answer.PASS));
        town.gate = question -> question.purpose() == Purpose.FIX
                        && question.gate().equals(Gates.SECRETS)
                        && answers.pop() == Answer.FAIL
                ? Town.answer(question, Answer.FAIL)
                : Town.content(question);

        story().run(request(3));

        assertThat(town.asked).contains("fix: judge secrets tree-2").doesNotContain("fix: judge tests tree-2");
    }

    @Test
    void goesBackToFixingWhenTheProofFails() {
        Deque<Answer> proofs = new ArrayDeque<>(List.of(Answer.FAIL, Answer.PASS));
        town.gate = question -> question.purpose() == Purpose.FIX
                        && question.gate().equals(Gates.REPRODUCTION)
                        && proofs.pop() == Answer.FAIL
                ? Town.answer(question, Answer.FAIL)
                : Town.content(question);

        assertThat(story().run(request(3))).isInstanceOf(BugFixOutcome.Fixed.class);
        assertThat(town.asked).containsSubsequence("prove: judge reproduction tree-2", "fix: work fix/2");
    }

    @Test
    void triesAgainWhenAnAgentCrashesOrLeavesWhatCannotBeKept() {
        Deque<Work> bad = new ArrayDeque<>(List.of(
                new Work.Crashed("exit 137", Town.USAGE),
                new Work.Unkeepable(List.of(Finding.of("tree", "device", "dev/null is a device")), Town.USAGE),
                new Work.Declined("too hard", Town.USAGE)));
        town.agent = assignment -> bad.isEmpty() ? town.diligently(assignment) : bad.pop();

        assertThat(story().run(request(4))).isInstanceOf(BugFixOutcome.Fixed.class);
        assertThat(town.assignments.get(3).brief().findings().getFirst().message())
                .contains("too hard");
    }

    @Test
    void endsBaseBrokenWhenTheTestsOfTheBaseDoNotRun() {
        town.baseline = _ -> new Baseline.Broken("mvn test ended with 1 and wrote no report.", Town.KEPT);

        assertThat(story().run(request(3)))
                .isEqualTo(new BugFixOutcome.BaseBroken("mvn test ended with 1 and wrote no report.", Town.KEPT));
        Histories.keep(temporal, RUN, "bugfix-base-broken");
    }

    @Test
    void declinesWhatItCannotOpen() {
        town.origin = _ -> new Opened.Declined(Opened.Reason.UNREACHABLE, "The origin does not answer.");

        assertThat(story().run(request(3)))
                .isEqualTo(new BugFixOutcome.Declined(Opened.Reason.UNREACHABLE, "The origin does not answer."));
        Histories.keep(temporal, RUN, "bugfix-declined");
    }
}
