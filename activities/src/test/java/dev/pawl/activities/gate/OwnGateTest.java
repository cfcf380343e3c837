package dev.pawl.activities.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.gate.TestingRepository.Edit;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Question.Purpose;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// A gate that a repository brings itself.
final class OwnGateTest extends ProgramGateConformance {

    private static final String OWN = """
            echo '<testsuite><testcase classname="own" name="clean"/></testsuite>' > "$PAWL_REPORTS/own.xml"
            [ ! -e test/more ] || . ./test/more
            ! grep -q DIRTY number || { echo it is dirty; exit 1; }
            """;

    @Override
    String gate() {
        return "clean";
    }

    @Override
    TestingRepository repository(Path place) throws IOException {
        return TestingRepository.in(place).write("own.sh", OWN).write(".pawl/gates.yaml", """
                version: 1
                gates:
                  clean: {run: sh own.sh, reports: ['out/*.xml']}
                  brief: {run: "! grep -q DIRTY number"}
                  gone: {run: [no-such-program]}
                """);
    }

    @Override
    Edit good() {
        return tree -> Files.writeString(tree.resolve("number"), "4\n");
    }

    @Override
    Edit bad() {
        return tree -> Files.writeString(tree.resolve("number"), "DIRTY\n");
    }

    @Override
    Edit running(String script) {
        return tree -> Files.writeString(tree.resolve("test/more"), script + "\n");
    }

    @Test
    void isAskedWithTheOthers() throws IOException {
        assertThat(repository.measured().gates())
                .containsExactly(Gates.SECRETS, Gates.PROTECTED, "clean", "brief", "gone", Gates.TESTS);
    }

    @Test
    void saysWhatItsProgramSaid() throws IOException {
        assertThat(judge(bad()).findings().getFirst().message())
                .contains("exit code 1")
                .contains("it is dirty");
    }

    @Test
    void needsNoReportWhereItNamesNone() throws IOException {
        assertThat(ask("brief", good()).answer()).isEqualTo(Answer.PASS);
        assertThat(ask("brief", bad()).answer()).isEqualTo(Answer.FAIL);
    }

    @Test
    void decidesNothingThatItCannotAsk() throws IOException {
        assertThat(ask("gone", good()).answer()).isEqualTo(Answer.ERROR);
        assertThat(ask("unheard-of", good()).answer()).isEqualTo(Answer.ERROR);
    }

    private Verdict ask(String gate, Edit edit) throws IOException {
        return repository.ask(gate, Purpose.FIX, repository.changed(edit));
    }
}
