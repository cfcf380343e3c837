package dev.pawl.activities.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Opinion;
import dev.pawl.workflows.port.gate.Question;
import dev.pawl.workflows.port.gate.Question.Purpose;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReviewGateTest {

    private static final String TWO = """
            {"status":"done","summary":"Nearly.","verdict":"revise","findings":[
              {"severity":"low","message":"A long name."},
              {"severity":"high","path":"number","line":1,"message":"It is 4 only at noon."}]}""";

    @TempDir
    private Path folder;

    private TestingRepository repository;

    @BeforeEach
    void open() throws IOException {
        repository = TestingRepository.in(folder);
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void sendsTheWorkBackForWhatIsSevereAndTellsPeopleTheRest() throws IOException {
        Verdict verdict = judge(Opinion.of(TWO));

        assertThat(verdict.answer()).isEqualTo(Answer.FAIL);
        assertThat(verdict.findings())
                .containsExactly(new Finding("review", "high", "It is 4 only at noon.", "number", 1, null));
        assertThat(repository.evidence(verdict)).contains("low: review: A long name.", "revise, Nearly.");
        assertThat(repository.rows()).extracting(row -> row.gate()).containsExactly("review");
    }

    @Test
    void letsPassWhatHasOnlyLesserFaults() throws IOException {
        assertThat(judge(Opinion.of(TWO.replace("high", "medium").replace("revise", "accept")))
                        .answer())
                .isEqualTo(Answer.PASS);
        assertThat(judge(Opinion.of("{\"findings\":[]}")).answer()).isEqualTo(Answer.PASS);
    }

    /// Nobody can mend what is not named, and nobody may let it pass.
    @Test
    void asksAPersonWhereTheReviewerContradictsItself() throws IOException {
        assertThat(judge(Opinion.of(TWO.replace("high", "medium"))).answer()).isEqualTo(Answer.ERROR);
        assertThat(judge(Opinion.of("{\"verdict\":\"revise\",\"findings\":[]}")).answer())
                .isEqualTo(Answer.ERROR);
    }

    @Test
    void takesASeverityThatNobodyKnowsForSevere() throws IOException {
        assertThat(judge(Opinion.of(TWO.replace("high", "deadly"))).answer()).isEqualTo(Answer.FAIL);
        assertThat(judge(Opinion.of("{\"findings\":[{}]}")).answer()).isEqualTo(Answer.FAIL);
    }

    @Test
    void takesNoReviewForAYes() throws IOException {
        assertThat(judge(Opinion.none("The reviewer crashed: exit 1"))).satisfies(verdict -> {
            assertThat(verdict.answer()).isEqualTo(Answer.ERROR);
            assertThat(verdict.summary()).isEqualTo("There is no review. The reviewer crashed: exit 1");
        });
        for (String answer : List.of("", "no JSON", "[]", "{\"verdict\":\"accept\"}", "{\"findings\":{}}")) {
            assertThat(judge(Opinion.of(answer)).answer()).as(answer).isEqualTo(Answer.ERROR);
        }
        assertThat(ask(new Question(
                                Gates.REVIEW,
                                Purpose.FIX,
                                repository.base(),
                                repository.base(),
                                repository.measured().results(),
                                List.of()))
                        .answer())
                .isEqualTo(Answer.ERROR);
    }

    private Verdict judge(Opinion opinion) throws IOException {
        return ask(new Question(
                Gates.REVIEW,
                Purpose.FIX,
                repository.base(),
                repository.changed(tree -> Files.writeString(tree.resolve("number"), "4\n")),
                repository.measured().results(),
                List.of(),
                null,
                opinion));
    }

    private Verdict ask(Question question) {
        return repository.ask(question);
    }
}
