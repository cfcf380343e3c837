package dev.pawl.activities.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.pawl.activities.gate.TestingRepository.Edit;
import dev.pawl.store.event.Event;
import dev.pawl.store.verdict.VerdictOutcome;
import dev.pawl.workflows.port.gate.Finding;
import dev.pawl.workflows.port.gate.Question;
import dev.pawl.workflows.port.gate.Question.Purpose;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What every gate owes. One joins by saying in a subclass which change it lets pass, and which it does not.
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class GateConformance {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// What the work would like to be judged by.
    private static final String LENIENT =
            "version: 1\ntests: {run: 'true', testPaths: ['none'], reports: []}\ngates: {clean: {run: 'true'}}\n";

    /// A text that would be as long as a library, were it read out.
    private static final String BOMB = """
            version: 1
            a: &a [x, x, x, x, x, x, x, x, x, x]
            b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]
            c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b, *b]
            d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c, *c]
            tests: {run: [*d, *d, *d, *d, *d, *d, *d, *d, *d, *d]}
            """;

    @TempDir
    Path folder;

    TestingRepository repository;

    abstract String gate();

    /// A change that it lets pass.
    abstract Edit good();

    /// A change that it says no of.
    abstract Edit bad();

    TestingRepository repository(Path place) throws IOException {
        return TestingRepository.in(place);
    }

    @BeforeEach
    void open() throws IOException {
        repository = repository(folder);
    }

    @AfterEach
    void close() {
        repository.close();
    }

    @Test
    void writesDownWhatItAnswersAndWhy() throws IOException {
        Verdict good = judge(good());
        Verdict bad = judge(bad());

        assertThat(good.answer()).as(good.summary()).isEqualTo(Answer.PASS);
        assertThat(bad.answer()).as(bad.summary()).isEqualTo(Answer.FAIL);
        assertThat(bad.findings())
                .isNotEmpty()
                .allMatch(finding -> finding.gate().equals(gate()));
        assertProved(good);
        assertProved(bad);
        assertThat(repository.rows())
                .extracting(dev.pawl.store.verdict.Verdict::outcome)
                .containsExactlyInAnyOrder(VerdictOutcome.PASSED, VerdictOutcome.FAILED);
        assertThat(repository.events()).extracting(Event::kind).containsSubsequence("gate.began", "gate.answered");
    }

    @Test
    void answersTheSameWhenItIsAskedAgain() throws IOException {
        Workspace head = repository.changed(bad());

        Verdict first = ask(repository.base(), head);
        Verdict again = ask(repository.base(), head);

        assertThat(again.answer()).isEqualTo(first.answer());
        assertThat(TestingRepository.rules(again)).isEqualTo(TestingRepository.rules(first));
        assertThat(again.tests()).isEqualTo(first.tests());
        assertThat(repository.rows()).hasSize(1);
    }

    @Test
    void takesItsPolicyFromTheBase() throws IOException {
        Verdict verdict = judge(tree -> {
            bad().in(tree);
            Files.writeString(Files.createDirectories(tree.resolve(".pawl")).resolve("gates.yaml"), LENIENT);
        });

        assertThat(verdict.answer()).as(verdict.summary()).isEqualTo(Answer.FAIL);
        assertThat(repository.evidence(verdict)).contains("The policy is ");
    }

    @Test
    void decidesNothingByAPolicyThatMakesNoSense() throws IOException {
        repository.measured();
        for (String policy : List.of(BOMB, "version: 1\ntests: [", "version: 1\nnonsense: 1\n", "\u0000")) {
            Workspace base = repository.changed(tree -> Files.writeString(
                    Files.createDirectories(tree.resolve(".pawl")).resolve("gates.yaml"), policy));

            Verdict verdict = ask(base, repository.changed(base, good()));

            assertThat(verdict.answer()).as(policy).isEqualTo(Answer.ERROR);
            assertThat(verdict.summary()).contains(".pawl/gates.yaml");
            assertThat(repository.evidence(verdict)).contains(".pawl/gates.yaml");
        }
    }

    @Test
    void bearsFilesThatNobodyMeantToBeRead() throws IOException {
        Verdict verdict = judge(tree -> {
            good().in(tree);
            Files.write(tree.resolve("test/invalid.py"), new byte[] {(byte) 0xff, (byte) 0xfe, '\'', '"', 0, '\n'});
            Files.writeString(tree.resolve("test/endless.py"), "assert '\\'".repeat(300_000));
            Files.writeString(tree.resolve("test/-rf '\"$(exit 3)\u00e4.java"), "/*".repeat(100_000));
        });

        assertThat(verdict.answer()).as(verdict.summary()).isEqualTo(Answer.PASS);
    }

    Verdict judge(Edit edit) throws IOException {
        return ask(repository.base(), repository.changed(edit));
    }

    Verdict ask(Workspace base, Workspace head) throws IOException {
        return repository.ask(question(base, head));
    }

    Question question(Workspace base, Workspace head) throws IOException {
        return new Question(
                gate(), Purpose.FIX, base, head, repository.measured().results(), List.of());
    }

    /// The evidence is there, and says what was judged, how and with what result.
    JsonNode assertProved(Verdict verdict) throws IOException {
        JsonNode evidence = JSON.readTree(repository.evidence(verdict));
        assertThat(verdict.gate()).isEqualTo(gate());
        assertThat(verdict.level()).isEqualTo("bubblewrap");
        assertThat(evidence.path("gate").asText()).isEqualTo(gate());
        assertThat(evidence.path("tree").asText()).isEqualTo(verdict.tree());
        assertThat(evidence.path("base").asText()).isEqualTo(repository.base().commit());
        assertThat(evidence.path("level").asText()).isEqualTo(verdict.level());
        assertThat(evidence.path("limits").path(0).asText()).startsWith("memory: ");
        assertThat(evidence.path("summary").asText()).isEqualTo(verdict.summary());
        assertThat(evidence.path("answer").asText())
                .isEqualTo(JSON.valueToTree(verdict.answer()).asText());
        assertThat(evidence.path("findings")).hasSize(verdict.findings().size());
        assertThat(repository.rows()).anySatisfy(row -> {
            assertThat(row.gate()).isEqualTo(gate());
            assertThat(row.tree()).isEqualTo(verdict.tree());
            assertThat(row.level()).isEqualTo(verdict.level());
            assertThat(row.evidence())
                    .isEqualTo(Objects.requireNonNull(verdict.evidence()).digest());
            assertThat(JSON.readTree(row.findings()).findValuesAsText("rule"))
                    .containsExactlyElementsOf(
                            verdict.findings().stream().map(Finding::rule).toList());
        });
        return evidence;
    }
}
