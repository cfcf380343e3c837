package dev.pawl.activities.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.gate.TestingRepository.Edit;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Question.Purpose;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

final class TestsGateTest extends ProgramGateConformance {

    @Override
    String gate() {
        return Gates.TESTS;
    }

    @Override
    Edit good() {
        return tree -> Files.writeString(tree.resolve("number"), "4\n");
    }

    @Override
    Edit bad() {
        return tree -> Files.writeString(tree.resolve("number"), "");
    }

    @Override
    Edit running(String script) {
        return tree -> Files.writeString(tree.resolve("test/new.sh"), script);
    }

    @Test
    void holdsTheTestsAgainstHowTheBaseStood() throws IOException {
        repository.write("test/old-red.sh", "exit 1\n").write("test/other.sh", "true\n");

        assertThat(rules("number", "6\n")).isEmpty();
        assertThat(rules("number", "")).containsExactly("broke");
        assertThat(rules("test/new.sh", "false\n")).containsExactly("new-red");
        assertThat(rules("test/other.sh", "exit 77\n")).contains("skipped");
        assertThat(rules("test/stop.sh", "rm $PAWL_REPORTS/all.xml; kill -9 $PPID\n"))
                .containsExactly("did-not-run");
        assertThat(judge("test/quit.sh", "echo > $PAWL_REPORTS/all.xml\n").answer())
                .isEqualTo(Answer.ERROR);
    }

    @Test
    void letsNoTestOfTheBaseFallSilent() throws IOException {
        repository.write("test/old-red.sh", "exit 1\n").write("test/old-skipped.sh", "exit 77\n");

        assertThat(rules("test/old-red.sh", "exit 77\n")).containsExactly("skipped");
        assertThat(rules("test/old-skipped.sh", "exit 1\n")).containsExactly("broke");
        assertThat(rules("test/old-skipped.sh", "true\n")).isEmpty();
    }

    @Test
    void believesAProgramThatSaysNoOfTestsThatAllPass() throws IOException {
        assertThat(rules("test/quit.sh", "echo '</testsuite>' >> $PAWL_REPORTS/all.xml; kill -9 $PPID\n"))
                .containsExactly("exit-code");
    }

    @Test
    void letsTheWorstCountWhereTwoReportsNameATest() throws IOException {
        assertThat(TestingRepository.rules(judge(tree -> {
                    bad().in(tree);
                    Files.writeString(
                            tree.resolve("test/new.sh"),
                            "echo '<testsuite><testcase classname=\"sh\" name=\"is-there\"/></testsuite>'"
                                    + " | tee $PAWL_REPORTS/a.xml > $PAWL_REPORTS/z.xml\n");
                })))
                .containsExactly("broke");
    }

    @Test
    void wantsTheTestToPassThatShowsTheBug() throws IOException {
        Verdict verdict = repository.ask(Gates.TESTS, Purpose.FIX, repository.changed(good()), "sh.is-four");

        assertThat(verdict.findings())
                .extracting(Finding::rule, Finding::test)
                .containsExactly(Tuple.tuple("still-red", "sh.is-four"));
    }

    @Test
    void givesATestOfTheBaseASecondChance() throws IOException {
        repository.close();
        repository = TestingRepository.in(folder.resolve("bare"), TestingWorkshop.BARE);
        repository.write(
                "test/moody.sh", "echo x >> '%s'; test $(wc -l < '%1$s') -ne 3\n".formatted(folder.resolve("count")));

        Verdict verdict = judge("number", "6\n");

        assertThat(verdict.answer()).isEqualTo(Answer.PASS);
        assertThat(repository.evidence(verdict)).contains("sh.moody failed once and passed once", "the work, again");
    }

    @Test
    void givesATestThatTheWorkBroughtNone() throws IOException {
        repository.close();
        repository = TestingRepository.in(folder.resolve("bare"), TestingWorkshop.BARE);

        assertThat(rules(
                        "test/moody.sh",
                        "echo x >> '%s'; test $(wc -l < '%1$s') -ne 1\n".formatted(folder.resolve("count"))))
                .containsExactly("new-red");
    }

    @Test
    void endsTestsThatRunTooLong() throws IOException {
        repository.write(".pawl/gates.yaml", "version: 1\ntests: {timeout: PT2S}\n");

        assertThat(rules("test/slow.sh", "sleep 60\n")).containsExactly("overran");
    }

    private List<String> rules(String path, String content) throws IOException {
        return TestingRepository.rules(judge(path, content));
    }

    private Verdict judge(String path, String content) throws IOException {
        return judge(tree -> Files.writeString(tree.resolve(path), content));
    }
}
