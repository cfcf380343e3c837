package dev.pawl.activities.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.sandbox.Sandboxes;
import dev.pawl.activities.workspace.TestingOrigin;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.store.event.Event;
import dev.pawl.store.event.Events;
import dev.pawl.store.verdict.Verdicts;
import dev.pawl.workflows.port.Kept;
import dev.pawl.workflows.port.gate.Question;
import dev.pawl.workflows.port.gate.Question.Purpose;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two attempts at one question of a gate: the first slept while the second answered.
final class LateVerdictTest {

    @TempDir
    private Path folder;

    @Test
    void changesNothing() throws IOException {
        try (TestingWorkshop workshop = TestingWorkshop.in(folder)) {
            TestingOrigin origin = TestingOrigin.in(folder.resolve("origin"));
            origin.write("a.txt", "one\n").commit("First");
            Workspace tree = workshop.opened(origin);
            Register register = workshop.get(Register.class);
            Dossier dossier = new Dossier(workshop.get(Sandboxes.class).of(tree.repository(), null));
            Kept baseline = workshop.get(Papers.class).keepAsJson(workshop.tenant(), List.of());
            Question question = new Question("tests", Purpose.FIX, tree, tree, baseline, List.of());
            Moment moment = workshop.moment("judge");

            register.enter(moment, 1, question, Ruling.error("The first."), dossier);
            register.enter(moment, 2, question, Ruling.pass("The second."), dossier);
            List<Event> told = events(workshop);
            assertThatThrownBy(() -> register.enter(moment, 1, question, Ruling.error("The late."), dossier))
                    .hasMessageContaining("A later attempt has answered");

            assertThat(workshop.get(Verdicts.class).of(workshop.tenant(), TestingWorkshop.RUN))
                    .singleElement()
                    .satisfies(row -> assertThat(row.summary()).isEqualTo("The second."));
            assertThat(events(workshop)).isEqualTo(told);

            Moment anew = new Moment(
                    moment.tenant(), moment.run(), moment.told().plusMillis(1), moment.revision() + 1, "judge");
            register.enter(anew, 1, question, Ruling.error("Asked anew."), dossier);
        }
    }

    private static List<Event> events(TestingWorkshop workshop) {
        return workshop.get(Events.class).after(workshop.tenant(), TestingWorkshop.RUN, 0, 1_000);
    }
}
