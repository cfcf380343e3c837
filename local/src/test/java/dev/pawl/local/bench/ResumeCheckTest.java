package dev.pawl.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ResumeCheckTest {

    private static final StormPlan PLAN =
            new StormPlan(1, Duration.ofSeconds(10), 0, Duration.ofSeconds(30), Duration.ofSeconds(5), "none", false);

    private final Figures figures = new Figures();

    @Test
    void measuresUntilTheModelIsAskedAgain() {
        ResumeCheck check =
                check(new TestingTraces().turn(1, 0).killOfTheAgent(2).turn(30, 0));

        assertThat(check.complaints()).isEmpty();
        assertThat(figures.all())
                .singleElement()
                .satisfies(figure -> assertThat(figure.median()).isEqualTo(27.995));
    }

    @Test
    void takesTheEndOfTheStepForASignToo() {
        ResumeCheck check = check(new TestingTraces()
                .turn(1, 0)
                .killOfTheAgent(2)
                .event(20, "agent.began")
                .event(22, "agent.ended"));

        assertThat(check.complaints()).isEmpty();
        assertThat(figures.all().getFirst().median()).isEqualTo(20.0);
    }

    @Test
    void countsFromTheLaterOfTwoKills() {
        ResumeCheck check =
                check(new TestingTraces().killOfTheAgent(2).killOfTheAgent(30).turn(60, 0));

        assertThat(check.complaints()).isEmpty();
        assertThat(figures.all().getFirst().values()).containsExactly(29.995);
        assertThat(check.lines().getLast()).startsWith("1 times its next worker was killed, too");
    }

    /// Nobody sees a program of it: it had only begun.
    @Test
    void countsFromTheKillOfOneThatHadJustBegun() {
        ResumeCheck check = check(new TestingTraces()
                .began(1, 1)
                .killOfTheAgent(2)
                .kill(12)
                .began(31, 2)
                .kill(32)
                .kill(42)
                .began(62, 3)
                .turn(64, 0));

        assertThat(check.complaints()).isEmpty();
        assertThat(figures.all().getFirst().values()).containsExactly(31.995);
        assertThat(check.lines().getLast()).startsWith("1 times its next worker was killed, too");
    }

    /// Handed to a worker in the moment of its death: it has not even begun.
    @Test
    void countsFromTheKillOfOneThatNeverBegan() {
        ResumeCheck check = check(new TestingTraces()
                .began(1, 1)
                .killOfTheAgent(2)
                .kill(12)
                .kill(22)
                .kill(32)
                .kill(42)
                .began(64, 3)
                .turn(65, 0));

        assertThat(check.complaints()).isEmpty();
        assertThat(figures.all().getFirst().values()).containsExactly(32.995);
        assertThat(check.lines().getLast()).startsWith("1 times its next worker was killed, too");
    }

    /// Whoever waits so long was not only handed to the dying.
    @Test
    void findsAnAgentThatIsTooLateThoughOneNeverBegan() {
        assertThat(check(new TestingTraces()
                                .began(1, 1)
                                .killOfTheAgent(2)
                                .kill(32)
                                .began(64, 3)
                                .turn(69, 0))
                        .complaints())
                .containsExactly("At p95 agents went on 37.0 s after a kill, and 35 s are allowed.");
    }

    @Test
    void findsAnAgentThatIsTooLateThoughOthersDied() {
        assertThat(check(new TestingTraces()
                                .began(1, 1)
                                .killOfTheAgent(2)
                                .kill(12)
                                .began(36, 2)
                                .turn(38, 0))
                        .complaints())
                .containsExactly("At p95 agents went on 36.0 s after a kill, and 35 s are allowed.");
    }

    @Test
    void findsAnAgentThatIsTooLate() {
        assertThat(check(new TestingTraces().killOfTheAgent(2).turn(38, 0)).complaints())
                .containsExactly("At p95 agents went on 36.0 s after a kill, and 35 s are allowed.");
    }

    @Test
    void findsAnAgentThatNeverGoesOn() {
        assertThat(check(new TestingTraces()
                                .turn(1, 0)
                                .killOfTheAgent(2)
                                .turn(30, 0)
                                .killOfTheAgent(31))
                        .complaints())
                .containsExactly(
                        "The agent of bugfix-1 at fix/1 never went on after the kill at 2026-11-21T12:00:31Z.");
    }

    @Test
    void showsNothingWhereNoKillMetAnAgent() {
        assertThat(check(new TestingTraces().turn(1, 0).kill(2)).complaints())
                .containsExactly("No kill met an agent at work, so nothing is shown.");
    }

    private ResumeCheck check(TestingTraces traces) {
        return new ResumeCheck(traces.traces(), PLAN, figures);
    }
}
