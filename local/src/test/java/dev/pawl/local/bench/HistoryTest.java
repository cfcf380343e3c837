package dev.pawl.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.pawl.local.HouseException;
import dev.pawl.local.home.Json;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void timesAStepFromTheQuestionUntilTheStoryHasGoneOn() throws Exception {
        History history = History.of(Json.MAPPER.readTree("""
                {"history": {"events": [
                  {"eventId": "5", "eventTime": "2026-11-22T12:00:00.100Z", "eventType": "EVENT_TYPE_ACTIVITY_TASK_SCHEDULED",
                   "activityTaskScheduledEventAttributes": {"activityType": {"name": "agent.work"}}},
                  {"eventId": "6", "eventTime": "2026-11-22T12:00:00.103Z", "eventType": "EVENT_TYPE_ACTIVITY_TASK_STARTED",
                   "activityTaskStartedEventAttributes": {"scheduledEventId": "5", "identity": "7@here"}},
                  {"eventId": "7", "eventTime": "2026-11-22T12:00:00.110Z", "eventType": "EVENT_TYPE_ACTIVITY_TASK_COMPLETED",
                   "activityTaskCompletedEventAttributes": {"scheduledEventId": "5", "startedEventId": "6"}},
                  {"eventId": "8", "eventTime": "2026-11-22T12:00:00.110Z", "eventType": "EVENT_TYPE_WORKFLOW_TASK_SCHEDULED"},
                  {"eventId": "9", "eventTime": "2026-11-22T12:00:00.112Z", "eventType": "EVENT_TYPE_WORKFLOW_TASK_STARTED",
                   "workflowTaskStartedEventAttributes": {"scheduledEventId": "8"}},
                  {"eventId": "10", "eventTime": "2026-11-22T12:00:00.115500Z", "eventType": "EVENT_TYPE_WORKFLOW_TASK_COMPLETED",
                   "workflowTaskCompletedEventAttributes": {"scheduledEventId": "8"}},
                  {"eventId": "11", "eventTime": "2026-11-22T12:00:00.116Z", "eventType": "EVENT_TYPE_ACTIVITY_TASK_SCHEDULED",
                   "activityTaskScheduledEventAttributes": {"activityType": {"name": "agent.work"}}}
                ]}}"""));

        assertThat(history.steps("agent.work")).singleElement().satisfies(step -> {
            assertThat(step.waitedMillis()).isEqualTo(3);
            assertThat(step.workedMillis()).isEqualTo(7);
            assertThat(step.toldMillis()).isEqualTo(5.5);
            assertThat(step.millis()).isEqualTo(15.5);
            assertThat(step.by()).isEqualTo("7@here");
        });
        assertThat(history.steps("gate.judge")).isEmpty();
        assertThat(history.asked()).isEqualTo(2);
        assertThat(history.asked("gate.judge")).isZero();
    }

    @Test
    void countsWhatIsDoneWhileAllWorkersAreFull() {
        List<History.Step> steps =
                List.of(step("a", 0, 2), step("b", 1, 3), step("a", 2, 4), step("b", 3, 5), step("a", 4, 6));

        // From the first second, when the later worker began, to the fourth, when the last step began: 0.5 + 1 + 1 +
        // 0.5.
        assertThat(WorkersChapter.perSecond(steps, 2)).isCloseTo(1.0, within(1e-9));
        assertThatThrownBy(() -> WorkersChapter.perSecond(steps, 4))
                .isInstanceOf(HouseException.class)
                .hasMessage("2 workers took agents, and 4 were to.");
    }

    private static History.Step step(String worker, int began, int done) {
        return new History.Step(NOON, NOON.plusSeconds(began), NOON.plusSeconds(done), NOON.plusSeconds(done), worker);
    }
}
