package dev.pawl.activities.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.activities.gate.TestingRepository.Edit;
import dev.pawl.activities.process.TestingDaemon;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// What every gate owes that runs a program of the repository: it believes what is proved, and leaves nothing running.
abstract class ProgramGateConformance extends GateConformance {

    private static final List<String> BROKEN = List.of(
            "",
            "<testsuite><testcase classname='a' name=",
            "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hostname'>]><testsuite><testcase name='&b;'/></testsuite>",
            "\u0000\u0001",
            "all is well");

    /// A good change with which the gate's program runs this script of a shell, after it has reported.
    abstract Edit running(String script);

    @Test
    void takesABrokenReportForNoAnswer() throws IOException {
        for (String report : BROKEN) {
            Verdict verdict = judge(tree -> {
                running("cp test/broken \"$PAWL_REPORTS/broken.xml\"").in(tree);
                Files.writeString(tree.resolve("test/broken"), report);
            });

            assertThat(verdict.answer()).as(report).isEqualTo(Answer.ERROR);
        }
    }

    @Test
    void takesNoReportForNoProof() throws IOException {
        Verdict verdict = judge(running("rm -f \"$PAWL_REPORTS\"/*.xml"));

        assertThat(verdict.letsPass()).as(verdict.summary()).isFalse();
    }

    @Test
    void showsEachCommandThatItRan() throws IOException {
        JsonNode runs = assertProved(judge(running("echo so it was said"))).path("runs");

        assertThat(runs).isNotEmpty().allSatisfy(run -> {
            assertThat(run.path("command")).isNotEmpty();
            assertThat(run.path("ended").asText()).isEqualTo("exited");
            assertThat(run.path("exitCode").isInt()).isTrue();
            assertThat(run.path("took").asText()).startsWith("PT");
        });
        JsonNode last = runs.get(runs.size() - 1);
        assertThat(repository.paper(last.path("log").path("digest").asText())).contains("so it was said");
    }

    @Test
    void endsWhatItStartedWhenItIsCancelled() throws IOException {
        Workspace head = repository.changed(running(TestingDaemon.script(6200) + "sleep 60"));
        repository.measured();
        Thread.ofVirtual().start(() -> {
            while (!TestingDaemon.isRunning(6200)) {
                LockSupport.parkNanos(20_000_000);
            }
            repository.workshop().temporal().requestCancelActivity();
        });

        assertThatThrownBy(() -> ask(repository.base(), head)).hasStackTraceContaining("Cancel");

        assertThat(TestingDaemon.count(6200)).isZero();
        assertThat(repository.rows()).isEmpty();
    }
}
