package dev.pawl.workflows.lifecycle.bugfix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Opened;
import dev.pawl.workflows.port.workspace.Repository;
import io.temporal.client.WorkflowStub;
import org.junit.jupiter.api.Test;

/// How well a bug fix has its agents and gates shut in.
final class BugFixLevelTest extends BugFixStory {

    @Test
    void asksForTheLevelThatItsRepositoryNeeds() {
        town.origin = repository -> opened(repository, Level.BUBBLEWRAP);

        story().run(request(3));

        assertThat(town.levels.getFirst()).as("nothing was asked for").isNull();
        assertThat(town.levels.subList(1, town.levels.size())).containsOnly(Level.BUBBLEWRAP);
        assertThat(town.taskQueues).containsExactly("agents.bubblewrap", "control", "gates.bubblewrap", "work");
    }

    @Test
    void asksEveryWorkerWhereNothingNeedsToBeShutIn() {
        town.origin = repository -> opened(repository, Level.NONE);

        story().run(request(3));

        assertThat(town.taskQueues).containsExactly("agents", "control", "gates", "work");
    }

    @Test
    void tellsTheWorkersWhatItsCallerAskedFor() {
        BugFixRequest usual = request(3);
        story().run(new BugFixRequest(
                usual.tenant(),
                usual.repository(),
                usual.title(),
                usual.report(),
                usual.agent(),
                usual.limits(),
                usual.delivery(),
                usual.trigger(),
                usual.decisionKey(),
                Level.BUBBLEWRAP));

        assertThat(town.levels.getFirst()).isEqualTo(Level.BUBBLEWRAP);
    }

    @Test
    void saysWhichGatesRanWithoutASandbox() {
        WorkflowStub run = start(request(3));
        run.getResult(BugFixOutcome.class);

        assertThat(details(run)).contains("tests says PASS (without a sandbox)");
    }

    private static Opened opened(Repository repository, Level least) {
        return new Opened.Ready(Town.tree(repository, 0), least);
    }
}
