package dev.pawl.activities.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.gate.TestingRepository.Edit;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Question;
import dev.pawl.workflows.port.gate.Question.Purpose;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReproductionGateTest extends ProgramGateConformance {

    private static final String IS_FOUR = "test \"$(cat number)\" = 4\n";

    @Override
    String gate() {
        return Gates.REPRODUCTION;
    }

    @Override
    Edit good() {
        return numbered("4\n");
    }

    @Override
    Edit bad() {
        return numbered("3\n");
    }

    @Override
    Edit running(String script) {
        return tree -> {
            good().in(tree);
            Files.writeString(tree.resolve("test/more.sh"), script);
        };
    }

    @Override
    Question question(Workspace base, Workspace head) throws IOException {
        return new Question(
                gate(), Purpose.FIX, base, head, repository.measured().results(), List.of("sh.is-four"));
    }

    @Test
    void takesATestThatFailsTwiceForTheBugShown() throws IOException {
        Verdict verdict = show("test/is-four.sh", IS_FOUR);

        assertThat(verdict.answer()).isEqualTo(Answer.PASS);
        assertThat(verdict.tests()).containsExactly("sh.is-four");
    }

    @Test
    void takesNothingElseForTheBugShown() throws IOException {
        repository.close();
        repository = TestingRepository.in(folder.resolve("bare"), TestingWorkshop.BARE);
        repository.write("test/other.sh", "true\n");

        assertThat(shown("test/green.sh", "true\n")).containsExactly("nothing-red");
        assertThat(shown("number", "7\n")).containsExactly("outside-tests");
        assertThat(shown(
                        "test/flaky.sh",
                        "echo x >> '%s'; test $(wc -l < '%1$s') -gt 1\n".formatted(folder.resolve("count"))))
                .containsExactly("flaky");
        assertThat(TestingRepository.rules(show(tree -> {
                    Files.delete(tree.resolve("test/other.sh"));
                    Files.writeString(tree.resolve("test/is-four.sh"), IS_FOUR);
                })))
                .contains("vanished");
        assertThat(shown("test/stops.sh", "rm $PAWL_REPORTS/all.xml; kill -9 $PPID\n"))
                .containsExactly("did-not-run");
        assertThat(shown("test/other.sh", "exit 77\n")).contains("skipped");
    }

    @Test
    void provesNothingElse() throws IOException {
        repository.write("test/other.sh", "true\n");

        assertThat(proved(tree -> Files.writeString(tree.resolve("test/is-four.sh"), "true\n")))
                .containsExactly("green-on-base");
        assertThat(proved(bad())).containsExactly("still-red");
        assertThat(proved(tree -> {
                    good().in(tree);
                    Files.delete(tree.resolve("test/other.sh"));
                }))
                .containsExactly("vanished");
        assertThat(proved(tree -> {
                    Files.writeString(tree.resolve("number"), "4\n");
                    Files.writeString(tree.resolve("new"), "");
                    Files.writeString(
                            tree.resolve("test/is-four.sh"),
                            "test -e new || { rm $PAWL_REPORTS/all.xml; kill -9 $PPID; }\n");
                }))
                .containsExactly("does-not-run-on-base");
    }

    @Test
    void provesNothingWhereNoTestIsKnownToShowTheBug() throws IOException {
        Verdict verdict = repository.ask(gate(), Purpose.FIX, repository.changed(good()));

        assertThat(verdict.answer()).isEqualTo(Answer.ERROR);
        assertThat(verdict.summary()).isEqualTo("No test is known to show the bug.");
    }

    private static Edit numbered(String number) {
        return tree -> {
            Files.writeString(tree.resolve("number"), number);
            Files.writeString(tree.resolve("test/is-four.sh"), IS_FOUR);
        };
    }

    private List<String> proved(Edit edit) throws IOException {
        return TestingRepository.rules(judge(edit));
    }

    private List<String> shown(String path, String content) throws IOException {
        return TestingRepository.rules(show(path, content));
    }

    private Verdict show(String path, String content) throws IOException {
        return show(tree -> Files.writeString(tree.resolve(path), content));
    }

    private Verdict show(Edit edit) throws IOException {
        return repository.ask(Gates.REPRODUCTION, Purpose.REPRODUCE, repository.changed(edit));
    }
}
