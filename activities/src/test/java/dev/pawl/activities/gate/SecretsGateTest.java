package dev.pawl.activities.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pawl.activities.gate.TestingRepository.Edit;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

final class SecretsGateTest extends GateConformance {

    /// Put together here, so that nobody takes this file for a leak.
    private static final String TOKEN = "gh" + "p_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5";

    @Override
    String gate() {
        return Gates.SECRETS;
    }

    @Override
    Edit good() {
        return tree -> Files.writeString(tree.resolve("a.txt"), "x\n");
    }

    @Override
    Edit bad() {
        return tree -> Files.writeString(tree.resolve("a.txt"), "x\ntoken: " + TOKEN + "\n");
    }

    @Test
    void saysWhereASecretWasAddedAndNeverWhich() throws IOException {
        Verdict verdict = judge(bad());

        assertThat(verdict.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo("a.txt");
            assertThat(finding.line()).isEqualTo(2);
            assertThat(finding.message()).contains("A token of GitHub");
        });
        assertThat(verdict.toString()).doesNotContain(TOKEN);
        assertThat(repository.evidence(verdict)).doesNotContain(TOKEN);
        assertThat(repository.rows().getFirst().toString()).doesNotContain(TOKEN);
    }

    @Test
    void looksAtAddedLinesOnly() throws IOException {
        repository.write("old.txt", "a\n" + TOKEN + "\n");

        assertThat(judge(tree -> Files.writeString(tree.resolve("old.txt"), "b\n" + TOKEN + "\nc\n"))
                        .answer())
                .isEqualTo(Answer.PASS);
    }

    @Test
    void looksAtWhatWasAddedToAFileThatWasMoved() throws IOException {
        String lines = "a line\n".repeat(20);
        repository.write("old.txt", lines);

        Verdict verdict = judge(tree -> {
            Files.delete(tree.resolve("old.txt"));
            Files.writeString(tree.resolve("new.txt"), lines + TOKEN + "\n");
        });

        assertThat(verdict.findings()).extracting(Finding::path, Finding::line).containsExactly(tuple("new.txt", 21));
    }

    @Test
    void saysWhatItDidNotLookAt() throws IOException {
        Verdict verdict = judge(tree -> Files.write(tree.resolve("a.bin"), new byte[] {0, 1, 2}));

        assertThat(verdict.answer()).isEqualTo(Answer.PASS);
        assertThat(repository.evidence(verdict)).contains("a.bin is no text, and was not looked at.");
    }

    /// History has room for some; the evidence for all.
    @Test
    void tellsTheStoryTwentyAndKeepsThemAll() throws IOException {
        Verdict verdict = judge(tree -> Files.writeString(tree.resolve("a.txt"), (TOKEN + "\n").repeat(30)));

        assertThat(verdict.findings()).hasSize(20);
        assertThat(new ObjectMapper().readTree(repository.evidence(verdict)).path("findings"))
                .hasSize(30);
    }
}
