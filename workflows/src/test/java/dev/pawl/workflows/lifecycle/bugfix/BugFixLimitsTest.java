package dev.pawl.workflows.lifecycle.bugfix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.workflows.Histories;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.decision.Verb;
import dev.pawl.workflows.port.decision.Wait;
import dev.pawl.workflows.port.ledger.Parked;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.CanceledFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a run does while its agents' provider takes nothing.
final class BugFixLimitsTest extends BugFixStory {

    private static final String WHY = "anthropic takes no requests for now (429).";

    @Test
    void parksUntilTheProviderTakesRequestsAndGoesOnInTheSameWords() {
        Instant until = now().plus(Duration.ofHours(5));
        limitTimes(1, until);
        WorkflowStub run = start(request(3));

        Parked parked = parkedOnce();
        String shown = details(run);
        assertThat(run.getResult(BugFixOutcome.class)).isInstanceOf(BugFixOutcome.Fixed.class);

        assertThat(parked.reason()).isEqualTo(WHY);
        assertThat(parked.until()).isBetween(until, until.plusSeconds(62));
        assertThat(shown).contains("**Parked until " + parked.until() + ".** " + WHY, "`pawl cancel " + RUN + "`");
        assertThat(town.assignments.get(1)).isEqualTo(town.assignments.getFirst());
        assertThat(town.asked)
                .startsWith(
                        "understand: open",
                        "understand: baseline",
                        "reproduce: work reproduce/1",
                        "reproduce: park",
                        "reproduce: work reproduce/1");
        assertThat(details(run)).doesNotContain("Parked");
        Histories.keep(temporal, RUN, "bugfix-parked");
    }

    @Test
    void doesNotCountTheTimeThatItIsParked() {
        limitTimes(1, now().plus(Duration.ofDays(2)));

        assertThat(story().run(request(1))).isInstanceOf(BugFixOutcome.Fixed.class);
    }

    /// Runs that were told the same time come back at different ones.
    @Test
    void asksALittleLaterThanItWasTold() {
        Instant until = now().plus(Duration.ofHours(1));
        limitTimes(8, until);

        story().run(request(1));

        assertThat(town.parked)
                .hasSize(8)
                .allSatisfy(parked -> assertThat(parked.until()).isAfter(until));
        assertThat(town.parked.stream().map(Parked::until).distinct()).hasSizeGreaterThan(1);
    }

    @Test
    void waitsLongerEachTimeThatItGetsNoFurther() {
        Instant past = now().minus(Duration.ofHours(1));
        limitTimes(9, past);
        Instant began = now();

        story().run(request(1));

        assertThat(town.parked.getFirst().until()).isBefore(began.plusSeconds(60));
        assertThat(Duration.between(
                        town.parked.get(7).until(), town.parked.get(8).until()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(256));
    }

    /// The worker says for how long; when that is over, the clock of the server says, by which all runs wait.
    @ParameterizedTest
    @ValueSource(ints = {5, -5})
    void waitsAsLongAsItIsToldWhateverTheClockOfItsWorkerSays(int hours) {
        Instant jumped = now().plus(Duration.ofHours(hours + 1));
        Deque<Work> limits = new ArrayDeque<>(List.of(
                new Work.Limited(jumped, WHY, cost(1), Duration.ofHours(1)), new Work.Limited(jumped, WHY, cost(2))));
        town.agent = assignment -> limits.isEmpty() ? town.diligently(assignment) : limits.pop();
        Instant told = now().plus(Duration.ofHours(1));

        story().run(request(1));

        assertThat(town.parked.getFirst().until()).isBetween(told, told.plusSeconds(62));
        assertThat(Duration.between(
                                told.plus(Duration.ofHours(1)),
                                town.parked.getLast().until())
                        .abs())
                .as("the control: who is told a time of that clock goes by it")
                .isGreaterThan(Duration.ofMinutes(50));
    }

    @Test
    void neverWaitsLongerThanAWeekWhateverTheProviderSays() {
        limitTimes(1, Instant.MAX);
        Instant began = now();

        assertThat(story().run(request(1))).isInstanceOf(BugFixOutcome.Fixed.class);

        assertThat(town.parked.getFirst().until())
                .isBefore(began.plus(Duration.ofDays(7)).plusSeconds(120));
    }

    @Test
    void asksAPersonWhenItWasAskedTooOftenWithoutGettingFurther() {
        limitTimes(21, Instant.EPOCH);
        WorkflowStub run = start(request(1));
        temporal.sleep(Duration.ofHours(2));

        Wait wait = waitFor(1);
        decide(run, decision(wait, Verb.RETRY, null));

        assertThat(run.getResult(BugFixOutcome.class)).isInstanceOf(BugFixOutcome.Fixed.class);
        assertThat(town.parked).hasSize(20);
        assertThat(wait.reason()).contains("took no requests 21 times in a row", WHY);
        assertThat(wait.verbs()).containsExactly(Verb.RETRY, Verb.ABORT);
    }

    @Test
    void goesOnParkingAsLongAsItGetsFurther() {
        Deque<Integer> turns = new ArrayDeque<>();
        for (int turn = 1; turn <= 25; turn++) {
            turns.add(turn);
        }
        town.agent = assignment -> {
            Integer turn = turns.poll();
            return turn == null
                    ? town.diligently(assignment)
                    : new Work.Limited(Instant.EPOCH, WHY, new Usage(turn, 0, 0, 0, Usage.Source.MEASURED));
        };

        assertThat(story().run(request(1))).isInstanceOf(BugFixOutcome.Fixed.class);

        assertThat(town.parked).hasSize(25);
        assertThat(town.waits).isEmpty();
    }

    @Test
    void endsAtOnceWhenSomebodyCancelsItMeanwhile() {
        limitTimes(1, now().plus(Duration.ofDays(5)));
        WorkflowStub run = start(request(1));
        parkedOnce();

        run.cancel();

        assertThatThrownBy(() -> run.getResult(BugFixOutcome.class)).hasCauseInstanceOf(CanceledFailure.class);
        assertThat(town.moments.getLast().told())
                .isBefore(town.parked.getFirst().until().minus(Duration.ofDays(1)));
        assertThat(town.ends).singleElement().asString().contains("cancelled");
    }

    @Test
    void letsNobodyDecideWhatNobodyWasAsked() {
        limitTimes(1, now().plus(Duration.ofDays(5)));
        WorkflowStub run = start(request(1));
        parkedOnce();
        Wait none = new Wait(1, "tree-0", "", List.of(), List.of(Verb.RETRY));

        assertThatThrownBy(() -> decide(run, decision(none, Verb.RETRY, null)))
                .hasStackTraceContaining("waits for nobody");
    }

    /// A step tells of all its attempts, so that what it told before it was parked is not counted again.
    @Test
    void countsOnceWhatAStepUsedBeforeItWasParked() {
        Deque<Long> before = new ArrayDeque<>(List.of(700L));
        town.agent = assignment -> before.isEmpty()
                ? town.diligently(assignment, cost(1_000))
                : new Work.Limited(Instant.EPOCH, WHY, cost(before.pop()));
        WorkflowStub run = start(request(1));

        run.getResult(BugFixOutcome.class);

        assertThat(details(run)).contains("2 turns, 0 tokens in, 0 out, $0.002000, measured");
    }

    private static Usage cost(long micros) {
        return new Usage(1, 0, 0, micros, Usage.Source.MEASURED);
    }

    private void limitTimes(int times, Instant until) {
        Deque<Instant> left = new ArrayDeque<>(Collections.nCopies(times, until));
        town.agent = assignment -> {
            Instant told = left.poll();
            return told == null ? town.diligently(assignment) : new Work.Limited(told, WHY, Usage.NONE);
        };
    }

    private Parked parkedOnce() {
        for (int i = 0; i < 500 && town.parked.isEmpty(); i++) {
            temporal.sleep(Duration.ofMillis(20));
        }
        return town.parked.getFirst();
    }

    private Instant now() {
        return Instant.ofEpochMilli(temporal.currentTimeMillis());
    }
}
