package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.agent.AgentRuntime.Answer;
import dev.pawl.activities.agent.AgentRuntime.Job;
import dev.pawl.workflows.port.agent.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/// An agent whose provider takes no more, or whose money is spent: asked again, it goes on, and each cent is counted
/// once.
final class ResumedAgentTest extends ScriptedAgentTest {

    @Test
    void goesOnFromItsCheckpointAfterALimit() {
        doings.add((job, desk) -> {
            Files.writeString(job.checkout().folder().resolve("a.txt"), "two\n");
            desk.spend(cost(7));
            desk.checkpoint("half");
            desk.spend(cost(3));
            Files.writeString(job.checkout().folder().resolve("a.txt"), "three\n");
            return LIMITED;
        });
        doings.add((job, desk) -> {
            desk.spend(cost(5));
            return new Answer.Done(
                    Files.readString(job.checkout().folder().resolve("a.txt")).strip());
        });

        assertThat(work(null)).isEqualTo(new Work.Limited(UNTIL, "It takes no more for now.", cost(2, 10), PAUSE));
        assertThat(row().finishedAt()).isNull();
        assertThat(events("agent.ended").getFirst().body()).contains("limited", "2026-11-21T15:00:00Z");

        assertThat(work(null)).isInstanceOfSatisfying(Work.Done.class, done -> {
            assertThat(done.summary()).as("the tree of the checkpoint").isEqualTo("two");
            assertThat(done.usage()).isEqualTo(cost(3, 15));
        });
        assertThat(jobs.getLast().state()).isEqualTo("half");
        assertThat(jobs.getLast().resumed()).isTrue();
    }

    @Test
    void countsNoTryForALimit() {
        for (int time = 0; time < 2 * AgentActivities.MOST_TRIES; time++) {
            doings.add(spending(4, LIMITED));
        }
        doings.add(spending(1, DONE));

        Work work = work(null);
        while (work instanceof Work.Limited) {
            work = work(null);
        }

        assertThat(work).isInstanceOf(Work.Unchanged.class);
        assertThat(work.usage()).isEqualTo(cost(7, 25));
        assertThat(jobs).allSatisfy(job -> {
            assertThat(job.attempt()).isEqualTo(1);
            assertThat(job.resumed()).isFalse();
        });
    }

    @Test
    void countsTheCrashesBetweenLimits() {
        for (Answer answer : List.of(CRASHED, LIMITED, CRASHED, LIMITED, CRASHED)) {
            doings.add(spending(2, answer));
        }

        assertThat(work(null)).isInstanceOf(Work.Limited.class);
        assertThat(work(null)).isInstanceOf(Work.Limited.class);
        Work end = work(null);

        assertThat(end)
                .isInstanceOfSatisfying(
                        Work.Crashed.class,
                        crashed -> assertThat(crashed.reason()).contains("3 times", "It fell."));
        assertThat(end.usage()).isEqualTo(cost(5, 10));
    }

    @Test
    void goesOnFromItsCheckpointWithMoreMoney() {
        doings.add((_, desk) -> {
            desk.spend(cost(90));
            desk.checkpoint("half");
            desk.spend(cost(40));
            return OVERSPENT;
        });
        doings.add(spending(60, DONE));

        assertThat(work(100L)).isEqualTo(new Work.Overspent("It is spent.", cost(2, 130)));
        assertThat(work(230L).usage()).isEqualTo(cost(3, 190));

        assertThat(jobs).extracting(Job::budgetMicros).containsExactly(100L, 100L);
        assertThat(jobs.getLast().state()).isEqualTo("half");
    }

    @Test
    void beginsNothingWithoutMoney() {
        doings.add(spending(7, LIMITED));

        work(5L);

        assertThat(work(5L))
                .isInstanceOfSatisfying(
                        Work.Overspent.class,
                        overspent -> assertThat(overspent.usage()).isEqualTo(cost(1, 7)));
        assertThat(jobs).hasSize(1);
    }

    @Test
    void takesWhatACrashCostFromTheMoney() {
        doings.add(spending(30, CRASHED));
        doings.add(spending(30, DONE));

        assertThat(work(100L).usage()).isEqualTo(cost(2, 60));

        assertThat(jobs).extracting(Job::budgetMicros).containsExactly(100L, 70L);
    }

    @Test
    void countsWhatWasUsedWhenMachineryFails() {
        doings.add((_, desk) -> {
            desk.spend(cost(9));
            throw new IOException("The disk is full.");
        });
        doings.add(spending(1, DONE));

        assertThatThrownBy(() -> work(null)).hasStackTraceContaining("The disk is full.");

        assertThat(work(null).usage()).isEqualTo(cost(2, 10));
    }
}
