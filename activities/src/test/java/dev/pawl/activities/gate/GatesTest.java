package dev.pawl.activities.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.gate.Baseline;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Question.Purpose;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import dev.pawl.workflows.port.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GatesTest {

    private static final String IS_FOUR = "test \"$(cat number)\" = 4\n";

    @TempDir
    private Path folder;

    @Test
    void measuresABaseByRunningItTwice() throws IOException {
        try (TestingRepository repository = TestingRepository.in(folder, TestingWorkshop.BARE)
                .write("test/red.sh", "exit 1\n")
                .write("test/skipped.sh", "exit 77\n")
                .write("test/flaky.sh", "echo x >> '%s'; test $(wc -l < '%1$s') -gt 1\n".formatted(count()))) {

            assertThat(repository.measure("sh.red", "sh.is-there", "sh.unknown"))
                    .isInstanceOfSatisfying(Baseline.Measured.class, measured -> {
                        assertThat(measured.tests()).isEqualTo(4);
                        assertThat(measured.red()).isEqualTo(1);
                        assertThat(measured.flaky()).isEqualTo(1);
                        assertThat(measured.alreadyRed()).containsExactly("sh.red");
                        assertThat(measured.gates()).containsExactly(Gates.SECRETS, Gates.PROTECTED, Gates.TESTS);
                        assertThat(measured.summary()).contains("the preset command");
                    });
        }
    }

    @Test
    void tellsWhatTestsWereNotLetThroughTo() throws IOException {
        try (TestingRepository repository = TestingRepository.in(folder)
                .write(".pawl/environment.yaml", "version: 1\nnetwork: [elsewhere.test]\n")
                .write("test/caller.sh", "curl -sS https://elsewhere.test/\n")) {
            repository.measured();
            assertThat(repository.events())
                    .filteredOn(event -> event.kind().equals("network.denied"))
                    .singleElement()
                    .satisfies(denied -> assertThat(denied.body())
                            .contains("\"by\": \"gate\"", "\"gate\": \"baseline\"")
                            .contains("\"host\": \"elsewhere.test:443\""));

            Verdict verdict = repository.ask(
                    Gates.TESTS,
                    Purpose.FIX,
                    repository.changed(tree -> Files.writeString(tree.resolve("number"), "4\n")));
            assertThat(repository.evidence(verdict)).contains("It tried to reach elsewhere.test:443.");
        }
    }

    @Test
    void saysWhyABaseCannotBeMeasured() throws IOException {
        assertThat(broken("none", Map.of("a.txt", "")))
                .contains(".pawl/gates.yaml")
                .contains("maven");
        assertThat(broken("missing", gates("tests: {run: [no-such-program]}")))
                .contains("\"no-such-program\" ended with exit code 127 and wrote no report");
        assertThat(broken("silent", gates("tests: {run: 'true'}"))).contains("exit code 0 and wrote no report");
        assertThat(broken("slow", gates("tests: {run: sleep 30, timeout: PT1S}")))
                .contains("longer than PT1S");
        assertThat(broken("nothing", gates("tests: {run: 'echo \"<testsuites/>\" > $PAWL_REPORTS/a.xml'}")))
                .contains("no test was run");
        assertThat(broken("cut", gates("tests: {run: 'echo \"<testsuite>\" > $PAWL_REPORTS/a.xml'}")))
                .contains("cut or broken");
        assertThat(broken("wrong", gates("tests: {runs: x}")))
                .contains("a field \"runs\", which means nothing there")
                .contains("There are: environment, preset, protectedPaths, reports, run,");
        assertThat(broken("other", gates("tests: {preset: maeven}")))
                .contains("maeven")
                .contains("maven, pytest");
    }

    @Test
    void saysWhatMakesNoSenseInAPolicy() throws IOException {
        assertThat(broken("null", gates("tests: {run: 'true', environment: {DEPS: ~}}")))
                .contains("makes no sense in line 2");
        assertThat(broken("name", gates("tests: {run: 'true', environment: {'A=B': x}}")))
                .contains("A=B is no variable");
        assertThat(broken("pattern", gates("tests: {run: 'true', reports: [~]}")))
                .contains("makes no sense in line 2");
        assertThat(broken("zero", gates("tests: {run: \"a\\0b\"}")))
                .contains("holds a character that no command takes");
    }

    @Test
    void takesTestsWhoseNamesChangeForNoTests() throws IOException {
        String changing = "n=$(wc -l < '%s'); echo x >> '%1$s'; n=$((n + 1))\n".formatted(count());
        Files.createFile(count());
        try (TestingRepository repository = TestingRepository.in(folder, TestingWorkshop.BARE)
                .program(
                        ".pawl/test",
                        TestingRepository.RUNNER.replace(
                                "for test",
                                changing + "echo \"<testcase classname='sh' name='at-$n'/>\" >> \"$out\"\nfor test"))) {
            assertThat(repository.measured().summary()).contains("3 tests", "2 are flaky");
            Workspace head = repository.changed(tree -> Files.writeString(tree.resolve("number"), "4\n"));

            assertThat(repository.ask(Gates.TESTS, Purpose.FIX, head).answer()).isEqualTo(Answer.PASS);
        }
    }

    @Test
    void believesNoReportThatLayThereBefore() throws IOException {
        String all = "<testsuite><testcase classname='a' name='b'/></testsuite>";
        assertThat(broken(
                        "committed",
                        Map.of(
                                ".pawl/gates.yaml",
                                "version: 1\ntests: {run: 'true', reports: ['out/*.xml']}\n",
                                "out/a.xml",
                                all)))
                .contains("wrote no report");
        assertThat(broken(
                        "linked",
                        Map.of(
                                ".pawl/gates.yaml",
                                "version: 1\ntests: {run: 'mkdir out; ln -s ../a.xml out/a.xml', reports: ['out/*.xml']}\n",
                                "a.xml",
                                all)))
                .contains("out/a.xml cannot be believed: it is no file");
    }

    @Test
    void provesAFixByRunningBoth() throws IOException {
        try (TestingRepository repository = TestingRepository.in(folder)) {
            Workspace shown = repository.changed(tree -> Files.writeString(tree.resolve("test/is-four.sh"), IS_FOUR));
            Workspace fixed = repository.changed(shown, tree -> Files.writeString(tree.resolve("number"), "4\n"));

            for (String gate : List.of(Gates.SECRETS, Gates.PROTECTED, Gates.TESTS, Gates.REPRODUCTION)) {
                assertThat(repository
                                .ask(gate, Purpose.FIX, fixed, "sh.is-four")
                                .answer())
                        .as(gate)
                        .isEqualTo(Answer.PASS);
            }
        }
    }

    @Test
    void lendsTestsWhatTheSettingsNameAndShowsItToNobody() throws IOException {
        String locale = System.getenv("LC_ALL");
        assertThat(locale).hasSizeGreaterThan(5);
        try (TestingRepository repository =
                TestingRepository.in(folder, Map.of("pawl.gate.environment", List.of("LC_ALL", "NOT_THERE")))) {
            Workspace head = repository.changed(tree -> Files.writeString(
                    tree.resolve("test/stop.sh"), "env | sort | tr '\n' ' '; rm $PAWL_REPORTS/all.xml; kill -9 $PPID"));

            Verdict verdict = repository.ask(Gates.TESTS, Purpose.FIX, head);

            assertThat(verdict.findings().getFirst().message())
                    .contains("LC_ALL=[LC_ALL]")
                    .contains("CI=true")
                    .doesNotContain("USER=");
        }
    }

    @Test
    void runsNothingOfARepositoryThatIsNotTrusted() throws IOException {
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        try (TestingRepository repository = TestingRepository.in(
                folder.resolve("here"),
                Map.of("pawl.sandbox.trusted", "file://" + elsewhere, "pawl.sandbox.levels", "none"))) {
            Workspace stranger = new Workspace(
                    new dev.pawl.workflows.port.workspace.Repository("file:///stranger", "main", null), "a", "a", "b");
            Gates gates = repository.workshop().temporal().newActivityStub(Gates.class);

            assertThatThrownBy(
                            () -> gates.baseline(repository.workshop().moment("understand"), stranger, List.of(), null))
                    .hasStackTraceContaining(Failure.NOT_TRUSTED.name());
        }
    }

    /// What docs/gates.md shows is what it says.
    @Test
    void worksAsThePapersShow() throws IOException {
        List<String> policies = examples("yaml");
        assertThat(policies).hasSize(2);
        try (TestingRepository repository =
                TestingRepository.empty(folder.resolve("maven")).write(".pawl/gates.yaml", policies.get(0))) {
            Policy policy = policy(repository);
            assertThat(policy.suite().line()).startsWith("mvn");
            assertThat(policy.suite().timeout()).hasMinutes(20);
        }
        try (TestingRepository repository =
                TestingRepository.empty(folder.resolve("make")).write(".pawl/gates.yaml", policies.get(1))) {
            Policy policy = policy(repository);
            assertThat(policy.gates())
                    .containsExactly(Gates.SECRETS, Gates.PROTECTED, "format", "contracts", Gates.TESTS);
            assertThat(policy.suite().line()).containsExactly("sh", "-c", "make check");
            assertThat(policy.suite().reports().match("build/reports/a/b.xml")).isTrue();
        }
        try (TestingRepository repository = TestingRepository.empty(folder.resolve("command"))
                .program(".pawl/test", examples("sh").getFirst())
                .write("tests/good.sh", "true\n")
                .write("tests/bad.sh", "false\n")) {
            assertThat(repository.measured().summary()).startsWith("2 tests, run twice by the preset command: 1 fail");
        }
    }

    private static Policy policy(TestingRepository repository) throws IOException {
        try {
            return repository
                    .workshop()
                    .get(Policies.class)
                    .of(repository.workshop().tenant(), repository.base());
        } catch (UnfitException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> examples(String language) throws IOException {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", "gates.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private Path count() {
        return folder.resolve("count");
    }

    private static Map<String, String> gates(String text) {
        return Map.of(".pawl/gates.yaml", "version: 1\n" + text + "\n");
    }

    private String broken(String name, Map<String, String> files) throws IOException {
        try (TestingRepository repository = TestingRepository.empty(folder.resolve(name))) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                repository.write(file.getKey(), file.getValue());
            }
            return repository.broken();
        }
    }
}
