package dev.pawl.local.install;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pawl.local.Fixtures;
import dev.pawl.local.home.Json;
import dev.pawl.local.model.Answered;
import dev.pawl.local.model.Script;
import dev.pawl.local.model.ScriptedModel;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The real Claude Code, as it is installed, against the scripted model. Nothing of this machine's own set-up reaches
/// it: an empty environment, a configuration folder of its own, a key that is none.
@Timeout(value = 10, unit = TimeUnit.MINUTES)
final class RealClaudeCodeTest {

    private static final String KEY = "no-real-key";
    private static final String SCHEMA = """
            {"type":"object","required":["status","summary"],"properties":{
             "status":{"enum":["done","declined"]},"summary":{"type":"string"}}}""";
    private static final String ANY_DONE = """
            {"type":"object","required":["status","summary"],"properties":{"status":{"enum":["done"]}}}""";
    private static final String MEND = """
            marker: 'step \\S+'
            scenes:
              - when: Mend the bug
                turns:
                  - say: I look at it.
                    calls: [{Read: {file_path: Bill.txt}}]
                    tokens: {input: 5200, output: 410, cacheWrite: 100, cacheRead: 20}
                  - calls: [{Edit: {file_path: Bill.txt, old_string: a cent short, new_string: exact}}]
                  - calls: [{Bash: {command: cp Bill.txt Copy.txt, description: copy}}]
                    %s
                  - result: {status: done, summary: It is exact.}
            """;
    private static final String ONE_TURN = """
            scenes:
              - when: Begin
                turns:
                  - say: I am here.
                    %s
            """;

    private static Path program = Path.of("/");

    @TempDir
    Path folder;

    private final List<Process> started = new ArrayList<>();

    @BeforeAll
    static void install() throws InterruptedException {
        program = ClaudeCode.get(Fixtures.tools(), System.getenv(), new Fixtures.Heard().log());
    }

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void editsAFileByRealToolCallsAndGivesItsResult() throws Exception {
        try (ScriptedModel model = model(MEND.formatted(""))) {
            Files.writeString(workspace().resolve("Bill.txt"), "a cent short\n");

            Process agent = start(model, "config", 0, "-p", "step fix/1: Mend the bug.", "--json-schema", SCHEMA);
            assertThat(agent.waitFor()).as(said()).isZero();

            assertThat(workspace().resolve("Copy.txt")).hasContent("exact");
            JsonNode result = result();
            assertThat(result.path("is_error").asBoolean()).isFalse();
            assertThat(result.path("structured_output").path("summary").asText())
                    .isEqualTo("It is exact.");
            assertThat(model.answers()).extracting(Answered::turn).containsExactly(0, 1, 2, 3);
            assertThat(model.answers()).allMatch(Answered::whole);
            assertThat(result.path("usage").path("input_tokens").asLong()).isEqualTo(sold(model));
            assertThat(model.soldAgain()).isEmpty();
        }
    }

    /// As on another worker: only the folder of the conversation and the tree come along.
    @Test
    void goesOnWhereItWasKilledAndBuysOneTurnAgain() throws Exception {
        String session = UUID.randomUUID().toString();
        Files.writeString(workspace().resolve("Bill.txt"), "a cent short\n");
        try (ScriptedModel model = model(MEND.formatted("trouble: {stall: {times: 1}}"))) {
            Process killed = start(model, "config", 0, "-p", "step fix/1: Mend the bug.", "--session-id", session);
            // It writes down what its tools did a little after it has asked what to do next.
            await(killed, () -> model.answers().size() == 3 && resultsOf(session) == 2);
            killed.destroyForcibly().waitFor();
            Files.move(folder.resolve("config"), folder.resolve("moved"));

            Process agent = start(
                    model,
                    "moved",
                    0,
                    "-p",
                    "Go on where you were.",
                    "--resume",
                    session,
                    "--fork-session",
                    "--session-id",
                    UUID.randomUUID().toString(),
                    "--json-schema",
                    SCHEMA);
            assertThat(agent.waitFor()).as(said()).isZero();

            assertThat(result().path("structured_output").path("status").asText())
                    .isEqualTo("done");
            assertThat(workspace().resolve("Copy.txt")).hasContent("exact");
            assertThat(model.answers()).extracting(Answered::turn).containsExactly(0, 1, 2, 2, 3);
            assertThat(model.soldAgain()).extracting(Answered::turn).containsExactly(2);
        }
    }

    /// How many results of tools its conversation holds.
    private long resultsOf(String session) {
        try (Stream<Path> files = Files.walk(folder.resolve("config/projects"))) {
            Optional<Path> conversation = files.filter(
                            file -> file.getFileName().toString().equals(session + ".jsonl"))
                    .findFirst();
            return conversation.isEmpty()
                    ? 0
                    : Pattern.compile("\"type\":\"tool_result\"")
                            .matcher(Files.readString(conversation.get()))
                            .results()
                            .count();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The tasks begin as the lifecycle gives them.
    @Test
    void playsTheDemosScriptFromTheAnalysisToTheReview() throws Exception {
        copy("sample/Bill.java", "src/bill/Bill.java");
        copy("sample/BillTest.java", "test/bill/BillTest.java");
        List<String> tasks = List.of(
                "Find out why the bug happens. Change nothing: others show it with a test.",
                "Show the bug with a test. Add one or more tests that fail because of the bug.",
                "Mend the bug. The tests named here fail because of it: make them pass.",
                "Review the change that mends this bug. All tests pass.");
        try (ScriptedModel model = model(demo("model.yaml"))) {
            for (String task : tasks) {
                Process agent = start(model, "config", 0, "-p", task, "--json-schema", ANY_DONE);
                assertThat(agent.waitFor()).as(said()).isZero();
                assertThat(result().path("structured_output").path("status").asText())
                        .as(task)
                        .isEqualTo("done");
            }
            assertThat(model.answers()).hasSize(10);
        }
        assertThat(workspace().resolve("src/bill/Bill.java"))
                .content()
                .contains("            shares[i] = cents / people + (i < cents % people ? 1 : 0);\n");
        assertThat(workspace().resolve("test/bill/BillTest.java")).content().contains("""

                    public static void losesNoCent() {
                        Check.assertEquals("[334, 333, 333]", Bill.split(1000, 3));
                    }

                    public static void asksForSomebodyWhoPays() {
                """);
    }

    @ParameterizedTest
    @CsvSource({"401", "403", "429", "500", "529"})
    void saysWithWhichStatusItWasRefused(int status) throws Exception {
        try (ScriptedModel model = model(ONE_TURN.formatted("trouble: {refuse: {status: %d}}".formatted(status)))) {
            assertThat(start(model, "config", 0, "-p", "Begin.").waitFor()).isEqualTo(1);

            assertThat(result().path("is_error").asBoolean()).isTrue();
            assertThat(result().path("api_error_status").asInt()).isEqualTo(status);
            assertThat(model.answers()).extracting(Answered::status).containsExactly(status);
        }
    }

    @Test
    void asksAgainAfterALimitThatPasses() throws Exception {
        String limited = "trouble: {refuse: {status: 429, retryAfter: 1, times: 1}}";
        try (ScriptedModel model = model(ONE_TURN.formatted(limited))) {
            assertThat(start(model, "config", 1, "-p", "Begin.").waitFor())
                    .as(said())
                    .isZero();

            assertThat(result().path("result").asText()).isEqualTo("I am here.");
            assertThat(model.answers()).extracting(Answered::status).containsExactly(429, 200);
        }
    }

    @Test
    void failsWhereTheAnswerIsCut() throws Exception {
        try (ScriptedModel model = model(ONE_TURN.formatted("trouble: {cut: {after: 500}}"))) {
            assertThat(start(model, "config", 0, "-p", "Begin.").waitFor()).isEqualTo(1);

            assertThat(result().path("is_error").asBoolean()).isTrue();
            assertThat(model.answers()).isNotEmpty().noneMatch(Answered::whole);
        }
    }

    @Test
    void waitsForEverWhereTheAnswerStandsStill() throws Exception {
        try (ScriptedModel model = model(ONE_TURN.formatted("trouble: {stall: {}}"))) {
            Process agent = start(model, "config", 0, "-p", "Begin.");
            await(agent, () -> !model.answers().isEmpty());

            assertThat(agent.waitFor(3, TimeUnit.SECONDS)).isFalse();
            assertThat(model.answers()).extracting(Answered::whole).containsExactly(false);
        }
    }

    /// That is why the agent's own limit is none: it looks when the money is gone.
    @Test
    void looksAtItsBudgetOnlyAfterTheMoneyIsSpent() throws Exception {
        String much =
                "tokens: {input: 0, output: 300000, cacheWrite: 0, cacheRead: 0}\n        calls: [{Bash: {command: ls}}]";
        try (ScriptedModel model = model(ONE_TURN.formatted(much))) {
            assertThat(start(model, "config", 0, "-p", "Begin.", "--max-budget-usd", "0.50")
                            .waitFor())
                    .isEqualTo(1);

            assertThat(result().path("subtype").asText()).isEqualTo("error_max_budget_usd");
            assertThat(result().path("total_cost_usd").asDouble()).isGreaterThan(2);
            assertThat(model.answers()).hasSize(1);
        }
    }

    private static ScriptedModel model(String script) throws IOException {
        return ScriptedModel.open(0, Script.of(script), KEY, null);
    }

    private void copy(String resource, String to) throws IOException {
        Path file = workspace().resolve(to);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, demo(resource));
    }

    private static String demo(String resource) throws IOException {
        try (InputStream stream = Objects.requireNonNull(
                RealClaudeCodeTest.class.getResourceAsStream("/dev/pawl/local/demo/" + resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static long sold(ScriptedModel model) {
        return model.answers().stream()
                .mapToLong(answered -> answered.tokens().input())
                .sum();
    }

    private Process start(ScriptedModel model, String config, int retries, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--output-format",
                "stream-json",
                "--verbose",
                "--model",
                "sonnet",
                "--setting-sources",
                "user",
                "--strict-mcp-config",
                "--permission-mode",
                "dontAsk",
                "--allowedTools",
                "Read Edit Bash"));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workspace().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(output().toFile());
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        "/usr/bin:/bin",
                        "HOME",
                        Files.createDirectories(folder.resolve("home")).toString(),
                        "CLAUDE_CONFIG_DIR",
                        folder.resolve(config).toString(),
                        "ANTHROPIC_BASE_URL",
                        model.address(),
                        "ANTHROPIC_API_KEY",
                        KEY,
                        "CLAUDE_CODE_MAX_RETRIES",
                        Integer.toString(retries),
                        "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC",
                        "1",
                        "DISABLE_AUTOUPDATER",
                        "1"));
        Process agent = builder.start();
        started.add(agent);
        return agent;
    }

    private Path workspace() throws IOException {
        return Files.createDirectories(folder.resolve("workspace"));
    }

    private Path output() {
        return folder.resolve("output");
    }

    private String said() throws IOException {
        return Files.readString(output());
    }

    private void await(Process agent, BooleanSupplier reached) throws IOException, InterruptedException {
        while (!reached.getAsBoolean()) {
            assertThat(agent.isAlive()).as(said()).isTrue();
            Thread.sleep(20);
        }
    }

    private JsonNode result() throws IOException {
        for (String line : Files.readAllLines(output())) {
            if (line.contains("\"type\":\"result\"")) {
                return Json.MAPPER.readTree(line);
            }
        }
        throw new AssertionError("There is no result: " + said());
    }
}
