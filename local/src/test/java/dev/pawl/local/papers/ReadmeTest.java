package dev.pawl.local.papers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.papers.Plan.NotRun;
import dev.pawl.local.papers.Plan.Run;
import dev.pawl.local.trouble.HouseDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// Each command of the README, run as it stands and in its order, in one house; and those that operators and pipelines
/// are told. A command that has no plan here makes the test fail, and so does a plan whose command is gone.
final class ReadmeTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern QUESTION = Pattern.compile("(?m)^    select [^;]*");

    private static final String ORDER = """
            curl -sS -i http://127.0.0.1:8080/v1/bugfixes -H "Authorization: Bearer $token" \
            -H 'Content-Type: application/json' -H 'Idempotency-Key: ticket-4711' -d '{ \
            "repository": {"url": "https://git.example.org/team/service.git", "ref": "main"}, \
            "title": "Sums are wrong", "report": "1 + 1 is shown as 0.", \
            "agent": {"runtime": "claude-code", "name": "anthropic"}, "limits": {"budget": {"usd": 2}}}'""";

    private static final List<Plan> README = List.of(
            new NotRun("./pawl demo", "DemoEndToEndTest runs it"),
            new NotRun("./pawl demo --kill", "DemoEndToEndTest runs it"),
            new Run("./pawl down", "was not open"),
            new NotRun("./pawl up", "HouseTest opens and closes a house so; below it is detached"),
            new NotRun(
                    "apt-get install bubblewrap socat", "it changes the machine, and .ci/run does it", new Run("true")),
            new Run("./pawl install claude-code", "is there"),
            new Run("./pawl down", "was not open"),
            new NotRun(
                    "./pawl demo --agent claude-code",
                    "the fix below is by the same Claude Code, and RealClaudeCodeTest plays the demo's script"),
            new Run("./pawl down", "was not open"),
            new NotRun(
                    "ANTHROPIC_API_KEY=... ./pawl demo --agent claude-code --real",
                    "it costs money; ModelHouseTest runs it without a key"),
            new Run("./pawl install claude-code", "is there already"),
            new Run("export ANTHROPIC_API_KEY=... PAWL_MODEL_PROVIDERS_ANTHROPIC_KEY_VARIABLE=ANTHROPIC_API_KEY"),
            new Run("./pawl down", "was not open"),
            new Run("./pawl up --detach", "The house is open"),
            new Run("./pawl doctor", "The house is sound"),
            new Run(
                    "./pawl fix https://git.example.org/team/service.git --title \"Sums are wrong\" --agent"
                            + " claude-code:anthropic --budget 2 --deliver patch --wait",
                    "This is run ",
                    "Ended: fixed"),
            new Run("./pawl patch <run>", "Subject: ", TeamService.MENDED),
            new Run("token=$(cat ~/.pawl/token)"),
            new Run(ORDER, "HTTP/1.1 202", "/v1/runs/bugfix-", "\"id\":\"bugfix-", "HTTP status 202"),
            new Run("run=bugfix-..."),
            new Run(
                    "curl -sS http://127.0.0.1:8080/v1/runs/$run -H \"Authorization: Bearer $token\"",
                    "\"title\":\"Sums are wrong\"",
                    "HTTP status 200"),
            new Run(
                    "curl -sS \"http://127.0.0.1:8080/v1/runs/$run/events?after=0\" -H \"Authorization: Bearer $token\"",
                    "\"events\":",
                    "HTTP status 200"),
            new Run("./pawl watch $run", 3, List.of("the key of this worker")),
            new Run("./pawl keys create --name ci --scope submit,read --expires-in P90D", "pawl_"),
            new Run(
                    "./pawl fix https://git.example.org/team/service.git --ref main --title \"Build 7 is red\" --trigger"
                            + " jenkins --build 7 --key jenkins-7 --wait",
                    "Ended: fixed"),
            new NotRun("./pawl test", "it runs this test", new Run("./pawl help test", "Usage: ./pawl test")),
            new NotRun("./pawl bench", "it takes minutes; the tests of its package run its parts"));

    /// Asked with the key of the build above, it is the same run.
    private static final List<Plan> PIPELINE = List.of(new Run(
            "pawl fix \"$REPOSITORY\" --ref \"$BRANCH\" --title \"Build $BUILD is red\" --trigger \"$SYSTEM\""
                    + " --build \"$BUILD\" --key \"$SYSTEM-$BUILD\" --wait",
            "Ended: fixed"));

    private static final List<Plan> KEYS = List.of(
            new Run("./pawl keys create --name ci --scope submit,read --expires-in P90D", "Its id is "),
            new Run("./pawl keys list", "ci"),
            new Run("./pawl keys revoke <id>", "is revoked"),
            new Run("./pawl audit", "/v1/keys"));

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void doesWhatThePapersSay() throws Exception {
        if (!Reader.missing().isEmpty()) {
            throw notRun(Reader.missing() + " are not built; ./pawl test builds them");
        }
        try (Reader reader = Reader.in(folder.toRealPath());
                Terminal terminal = reader.terminal()) {
            Reading reading = new Reading(
                    terminal,
                    Map.of(
                            "https://git.example.org/team/service.git", _ -> reader.repository(),
                            "127.0.0.1:8080", _ -> reader.gateway(),
                            "<run>", said -> last("This is run (\\S+)\\.", said),
                            "bugfix-...", said -> last("\"id\":\"(bugfix-[^\"]+)\"", said),
                            "<id>", said -> last("Its id is (\\S+)\\.", said)));

            reading.follow(Paper.at(ROOT.resolve("README.md")).commands(), README);

            assertThat(Files.getPosixFilePermissions(reader.home().token()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(terminal.run(reading.filled(ORDER)).text())
                    .contains("HTTP status 202")
                    .contains(reading.filled("\"id\":\"bugfix-...\""));
            assertThat(terminal.run(reading.filled(ORDER.replace("1 + 1", "1 + 2")))
                            .text())
                    .contains("HTTP status 422", "idempotency-conflict");

            reading.follow(
                    Paper.at(ROOT.resolve("docs/operating.md"))
                            .section("API keys")
                            .commands(),
                    KEYS);
            terminal.run(reading.filled(
                    "REPOSITORY=https://git.example.org/team/service.git BRANCH=main SYSTEM=jenkins BUILD=7"));
            reading.follow(
                    Paper.at(ROOT.resolve("docs/ci.md"))
                            .section("With `pawl` itself")
                            .commands(),
                    PIPELINE);
            asksTheQuestionsOfOperators(HouseDatabase.of(reader.home()));
        }
    }

    /// What the owner of the database is told to ask it, is understood.
    private static void asksTheQuestionsOfOperators(HouseDatabase database) throws IOException, SQLException {
        List<String> questions = QUESTION.matcher(Files.readString(ROOT.resolve("docs/operating.md")))
                .results()
                .map(MatchResult::group)
                .toList();
        assertThat(questions).hasSize(5);
        for (String question : questions) {
            database.rows(question);
        }
    }

    private static String last(String pattern, String said) {
        List<MatchResult> found =
                Pattern.compile(pattern).matcher(said).results().toList();
        assertThat(found).as("%s in %s", pattern, said).isNotEmpty();
        return found.getLast().group(1);
    }

    /// Where all is to be tested, it is a failure that something is missing.
    private static RuntimeException notRun(String why) {
        String sentence = "NOT RUN: the commands of the papers, because " + why + ".";
        System.err.println(sentence);
        return System.getenv("CI") == null ? new TestAbortedException(sentence) : new IllegalStateException(sentence);
    }
}
