package dev.pawl.activities.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.gate.TestCode.Counted;
import dev.pawl.activities.gate.TestingRepository.Edit;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ProtectedGateTest extends GateConformance {

    private static final String TWO = "def test_a():\n    assert one() == 1\n    assert two() == 2\n";

    @Override
    String gate() {
        return Gates.PROTECTED;
    }

    @Override
    TestingRepository repository(Path place) throws IOException {
        return TestingRepository.in(place)
                .write(".pawl/gates.yaml", "version: 1\ntests: {protectedPaths: ['**/conftest.py']}\n")
                .write("test/test_a.py", TWO)
                .write("test/data.json", "{}\n");
    }

    @Override
    Edit good() {
        return tree -> Files.writeString(tree.resolve("test/test_a.py"), TWO + "    assert three() == 3\n");
    }

    @Override
    Edit bad() {
        return tree -> Files.delete(tree.resolve("test/test_a.py"));
    }

    @Test
    void letsTestsGrow() throws IOException {
        assertThat(write("test/more.json", "{}").answer()).isEqualTo(Answer.PASS);
        assertThat(write("number", "4").answer()).isEqualTo(Answer.PASS);
        assertThat(judge(tree -> Files.move(tree.resolve("test/test_a.py"), tree.resolve("test/test_b.py")))
                        .answer())
                .isEqualTo(Answer.PASS);
    }

    @Test
    void namesWhatMakesTestsWeaker() throws IOException {
        assertThat(rules(judge(bad()))).containsExactly("test-deleted");
        assertThat(rules(judge(tree -> Files.move(tree.resolve("test/test_a.py"), tree.resolve("a.py")))))
                .containsExactly("test-deleted");
        assertThat(rules(write("test/test_a.py", "def test_a():\n    assert one() == 1\n    # assert two() == 2\n")))
                .containsExactly("fewer-assertions");
        assertThat(rules(write("test/test_a.py", "@pytest.mark.skip\n" + TWO))).containsExactly("skipped");
        assertThat(rules(write("test/test_new.py", "@unittest.skip\n" + TWO))).containsExactly("skipped");
    }

    @Test
    void holdsATestThatWasMovedAgainstWhatItWas() throws IOException {
        String many = "def test_many():\n" + "    assert one() == 1\n".repeat(10);
        repository.write("test/test_many.py", many);

        assertThat(rules(judge(tree -> {
                    Files.delete(tree.resolve("test/test_many.py"));
                    Files.writeString(tree.resolve("test/test_moved.py"), many.substring(0, many.length() - 22));
                })))
                .containsExactly("fewer-assertions");
    }

    @Test
    void namesWhatSaysHowTestsAreRun() throws IOException {
        assertThat(rules(write("test/conftest.py", "x = 1\n"))).containsExactly("protected-path");
        assertThat(rules(write(".pawl/test", "#!/bin/sh\n"))).containsExactly("protected-path");
        assertThat(rules(write(".pawl/new", ""))).containsExactly("protected-path");
        assertThat(rules(judge(tree -> Files.move(tree.resolve(".pawl/test"), tree.resolve("run-tests")))))
                .as("moved away")
                .containsExactly("protected-path");
    }

    @Test
    void doesNotDecideAboutWhatItCannotRead() throws IOException {
        Verdict verdict = write("test/data.json", "{\"a\": 1}\n");

        assertThat(verdict.answer()).isEqualTo(Answer.INCONCLUSIVE);
        assertThat(rules(verdict)).containsExactly("unknown-language");
    }

    @Test
    void countsWhatIsAssertedAndNotWhatIsSaid() {
        assertThat(TestCode.JAVA.count("""
                // assertThat(x);
                /* assertEquals(1, 2); */
                String text = "assertThat(";
                assertThat(x).isEqualTo(1);
                assertEquals(1, 2);
                @Disabled void a() {}
                """)).isEqualTo(new Counted(2, 1));
        assertThat(TestCode.JAVASCRIPT.count("it.skip('a', () => { expect(1).toBe(1) }) // expect(2)"))
                .isEqualTo(new Counted(1, 1));
        assertThat(TestCode.GO.count("if x { t.Errorf(\"a\") }\nt.Skip()\nrequire.Equal(t, 1, 2)"))
                .isEqualTo(new Counted(2, 1));
        assertThat(TestCode.JAVA.count("\"" + "a\\\"".repeat(200_000) + "\" assertThat(x)"))
                .isEqualTo(new Counted(1, 0));
    }

    private Verdict write(String path, String content) throws IOException {
        return judge(tree -> Files.writeString(tree.resolve(path), content));
    }

    private static List<String> rules(Verdict verdict) {
        return TestingRepository.rules(verdict);
    }
}
