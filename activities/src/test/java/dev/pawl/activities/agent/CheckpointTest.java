package dev.pawl.activities.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.workspace.Repository;
import dev.pawl.workflows.port.workspace.Workspace;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CheckpointTest {

    private record Input(String task) {}

    private record GrownInput(String task, @Nullable String later) {}

    @Test
    void takesAnInputForTheSameWhenOnlyItsRecordHasGrown() {
        assertThat(Checkpoint.digest(new GrownInput("Mend it.", null)))
                .isEqualTo(Checkpoint.digest(new Input("Mend it.")))
                .isNotEqualTo(Checkpoint.digest(new GrownInput("Mend it.", "at once")));
    }

    @Test
    void takesAnAssignmentForTheSameWhenOnlyItsPriceHasChanged() {
        Assignment assignment = new Assignment(
                "fix/1",
                new AgentChoice("claude-code", "anthropic"),
                new Workspace(new Repository("https://example.org/a", "main", null), "b", "c", "t"),
                new Brief("A bug", "", "Mend it.", List.of(), List.of(), null),
                Duration.ofHours(1));

        assertThat(Checkpoint.digestOf(assignment.within(500_000L)))
                .isEqualTo(Checkpoint.digestOf(assignment.within(1_000_000L)))
                .isEqualTo(Checkpoint.digest(assignment));
    }

    /// In a rolling upgrade the old release reads what the new one wrote.
    @Test
    void readsWhatALaterReleaseWrote() {
        Checkpoint checkpoint = Objects.requireNonNull(Checkpoint.read("""
                {"workspace": {"repository": {"url": "https://example.org/a", "ref": "main", "grown": 1},
                               "base": "b", "commit": "c", "tree": "t"},
                 "state": "here", "workedMillis": 5, "later": {"more": true},
                 "usage": {"turns": 1, "inputTokens": 0, "outputTokens": 0, "costMicros": 0, "source": "claimed"}}
                """));
        assertThat(checkpoint.state()).isEqualTo("here");
        assertThat(Checkpoint.work("""
                {"type": "unchanged", "summary": "Nothing to do.", "later": [],
                 "usage": {"turns": 0, "inputTokens": 0, "outputTokens": 0, "costMicros": 0, "source": "unknown"}}
                """)).isEqualTo(new Work.Unchanged("Nothing to do.", Usage.NONE));
    }
}
