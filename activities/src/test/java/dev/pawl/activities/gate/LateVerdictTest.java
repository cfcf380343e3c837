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
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two attempts at one question of a gate: the first slept while the second answered.
final class LateVerdictTest {

    @TempDir
    private Path folder;

    /// How an answer is written down.
    @FunctionalInterface
    private interface Pen {
        void write(Moment moment, int attempt, Ruling ruling) throws IOException;
    }

    /// One question, asked of a real store.
    private record Case(TestingWorkshop workshop, Question question, Dossier dossier) {

        void enter(Moment moment, int attempt, Ruling ruling) throws IOException {
            workshop.get(Register.class).enter(moment, attempt, question, ruling, dossier);
        }

        /// As somebody writes down who is the last to come, by the clock on his wall.
        void enterNaively(Moment moment, int attempt, Ruling ruling) throws IOException {
            Moment itsOwn = new Moment(
                    moment.tenant(), moment.run(), Instant.now(), moment.revision() + attempt, moment.stage());
            enter(itsOwn, 1, ruling);
        }

        void requireThatALateOneChangesNothing(Pen pen) throws IOException {
            Moment moment = workshop.moment("judge");
            pen.write(moment, 1, Ruling.error("The first."));
            pen.write(moment, 2, Ruling.pass("The second."));
            List<Event> told = events();

            assertThatThrownBy(() -> pen.write(moment, 1, Ruling.error("The late.")))
                    .hasMessageContaining("A later attempt has answered");

            assertThat(workshop.get(Verdicts.class).of(workshop.tenant(), TestingWorkshop.RUN))
                    .singleElement()
                    .satisfies(row -> assertThat(row.summary()).isEqualTo("The second."));
            assertThat(events()).isEqualTo(told);
        }

        private List<Event> events() {
            return workshop.get(Events.class).after(workshop.tenant(), TestingWorkshop.RUN, 0, 1_000);
        }
    }

    @Test
    void changesNothing() throws IOException {
        try (TestingWorkshop workshop = TestingWorkshop.in(folder)) {
            Case asked = asked(workshop);

            asked.requireThatALateOneChangesNothing(asked::enter);

            Moment moment = workshop.moment("judge");
            Moment anew = new Moment(
                    moment.tenant(), moment.run(), moment.told().plusMillis(1), moment.revision() + 1, "judge");
            asked.enter(anew, 1, Ruling.error("Asked anew."));
        }
    }

    /// The control: the same is not so of who goes by a clock instead of by the story.
    @Test
    void wouldTakeThePlaceOfTheAnswerByAClock() throws IOException {
        try (TestingWorkshop workshop = TestingWorkshop.in(folder)) {
            Case asked = asked(workshop);

            assertThatThrownBy(() -> asked.requireThatALateOneChangesNothing(asked::enterNaively))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("Expecting code to raise a throwable");
            assertThat(workshop.get(Verdicts.class).of(workshop.tenant(), TestingWorkshop.RUN))
                    .singleElement()
                    .satisfies(row -> assertThat(row.summary()).isEqualTo("The late."));
        }
    }

    private Case asked(TestingWorkshop workshop) throws IOException {
        TestingOrigin origin = TestingOrigin.in(folder.resolve("origin"));
        origin.write("a.txt", "one\n").commit("First");
        Workspace tree = workshop.opened(origin);
        Kept baseline = workshop.get(Papers.class).keepAsJson(workshop.tenant(), List.of());
        return new Case(
                workshop,
                new Question("tests", Purpose.FIX, tree, tree, baseline, List.of()),
                new Dossier(workshop.get(Sandboxes.class).of(tree.repository(), null)));
    }
}
