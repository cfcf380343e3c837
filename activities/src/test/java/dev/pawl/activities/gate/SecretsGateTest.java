package dev.pawl.activities.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Question.Purpose;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsGateTest {

    /// Put together here, so that nobody takes this file for a leak.
    private static final String TOKEN = "gh" + "p_" + "aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5";

    @TempDir
    private Path folder;

    @Test
    void saysWhereASecretWasAddedAndNeverWhich() throws IOException {
        try (TestingRepository repository = TestingRepository.in(folder).write("old.txt", TOKEN + "\n")) {
            Verdict verdict = repository.ask(
                    Gates.SECRETS,
                    Purpose.FIX,
                    repository.changed(tree -> Files.writeString(tree.resolve("a.txt"), "x\ntoken: " + TOKEN + "\n")));

            assertThat(verdict.answer()).isEqualTo(Answer.FAIL);
            assertThat(verdict.findings()).singleElement().satisfies(finding -> {
                assertThat(finding.path()).isEqualTo("a.txt");
                assertThat(finding.line()).isEqualTo(2);
                assertThat(finding.message()).contains("A token of GitHub");
            });
            assertThat(verdict.toString()).doesNotContain(TOKEN);
            assertThat(repository.rows().getFirst().toString()).doesNotContain(TOKEN);
        }
    }

    @Test
    void looksAtAddedLinesOnly() throws IOException {
        try (TestingRepository repository = TestingRepository.in(folder).write("old.txt", "a\n" + TOKEN + "\n")) {
            assertThat(repository
                            .ask(
                                    Gates.SECRETS,
                                    Purpose.FIX,
                                    repository.changed(tree ->
                                            Files.writeString(tree.resolve("old.txt"), "b\n" + TOKEN + "\nc\n")))
                            .answer())
                    .isEqualTo(Answer.PASS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIA+IOSFODNN7EXAMPLQ",
                "-----BEGIN RSA +PRIVATE KEY-----",
                "sk-ant-+api03-aaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                "glpat-+aB3dE5gH7jK9mN1pQ3sT",
                "password = \"+kJ8#mN2$pQ9!vX4&zB7\"",
                "https://user:+hunter2hunter2@host/path",
            })
    void knowsSecretsByTheirShape(String parted) {
        assertThat(Secret.in("x = " + parted.replace("+", ""))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = \"${DATABASE_PASSWORD}\"",
                "String token = tokens.next(request);",
                "secret: \"your-secret-goes-here\"",
                "integrity sha512-aB3dE5gH7jK9mN1pQ3sT5vW7yZ9bC1dE3fG5==",
                "https://example.org:8080/path@v1",
            })
    void takesOrdinaryLinesForWhatTheyAre(String line) {
        assertThat(Secret.in(line)).isEmpty();
    }
}
