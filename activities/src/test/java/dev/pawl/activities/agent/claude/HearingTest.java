package dev.pawl.activities.agent.claude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.agent.AgentRuntime.Answer;
import dev.pawl.activities.agent.Lines;
import dev.pawl.activities.process.Ended;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What Claude Code 2.1.328 said to a scripted model, as it was recorded.
final class HearingTest {

    private static final Duration SHORT = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofMinutes(9);
    private static final ClaudeCodeSettings SETTINGS = new ClaudeCodeSettings(null, "sonnet", SHORT, LONG, null);

    private static final String FORM = """
            {"type":"object","properties":{"status":{"type":"string","enum":["done","declined"]},
             "summary":{"type":"string","minLength":3}},"required":["status","summary"]}""";
    private static final Part PART = new Part("sonnet", "", "", List.of("Bash"), List.of(), 3, FORM);

    private final TestingDesk desk = new TestingDesk();
    private final Hearing hearing = new Hearing(desk, Map.of("dummy", "token"), SETTINGS);

    @Test
    void tellsPeopleWhatTheAgentSaysAndDoes() throws IOException {
        assertThat(answer("done"))
                .isEqualTo(new Answer.Done("It is mended.", "{\"status\":\"done\",\"summary\":\"It is mended.\"}"));

        assertThat(desk.said).containsExactly("I look at it.", "And now bash.");
        assertThat(desk.logged)
                .startsWith("Claude Code 2.1.328 with the model claude-sonnet-4-5.")
                .anyMatch(line -> line.startsWith("Write {\"file_path\":\"a.txt\""))
                .anyMatch(line -> line.startsWith("> File created successfully"));
        assertThat(desk.spent).as("the broker counts").isEmpty();
    }

    @Test
    void showsNoSecretThatTheAgentPrints() throws IOException {
        play("done");

        assertThat(desk.logged)
                .anyMatch(line -> line.startsWith("> [token]"))
                .noneMatch(line -> line.contains("dummy"));
    }

    /// What is too long is cut, and the cut may go through the middle of a secret.
    @Test
    void showsNoPartOfASecretWhereItCutsALine() throws IOException {
        hear("{\"type\":\"user\",\"message\":{\"content\":[{\"type\":\"tool_result\",\"content\":\"%sdummy\"}]}}"
                .formatted("x".repeat(296)));

        assertThat(desk.logged).singleElement().asString().startsWith("> xxx").doesNotContain("dum");
    }

    @Test
    void hearsNoSecretInAnAnswer() throws IOException {
        hear("{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":false,\"structured_output\":%s}"
                .formatted("{\"status\":\"done\",\"summary\":\"It is dummy, or ZHVtbXk=.\"}"));

        assertThat(answer(0))
                .isInstanceOfSatisfying(
                        Answer.Done.class, done -> assertThat(done.summary()).startsWith("It is [token], or [token]"));
    }

    @Test
    void believesNoExitCode() throws IOException {
        assertThat(reason("formless")).contains("without an answer in the form");
        assertThat(reason("refused")).contains("Invalid API key");
        assertThat(reason("cut")).contains("Connection to the API was lost");
        assertThat(reason("interrupted")).contains("ended with an error");
        assertThat(reason("endless")).contains("not done within 3 turns");
        assertThat(answer("declined")).isEqualTo(new Answer.Declined("No."));
    }

    @Test
    void takesTheEndOfItsTurnsForAnAnswerAndTriesTheRestAgain() throws IOException {
        assertThat(answer("endless"))
                .isInstanceOfSatisfying(
                        Answer.Crashed.class,
                        crashed -> assertThat(crashed.hopeless()).isTrue());
    }

    @Test
    void triesAgainWhatMayGoBetter() throws IOException {
        assertThat(answer("cut"))
                .isInstanceOfSatisfying(
                        Answer.Crashed.class,
                        crashed -> assertThat(crashed.hopeless()).isFalse());
    }

    @Test
    void refusesAnAnswerOfAnotherForm() throws IOException {
        assertThat(result("{\"status\":\"done\",\"summary\":\"a\"}"))
                .contains("not the form")
                .contains("summary");
        assertThat(result("{\"status\":\"great\",\"summary\":\"well\"}"))
                .contains("not the form")
                .contains("status");
        assertThat(result("[]")).contains("without an answer in the form");
    }

    @Test
    void saysWhatWasPrintedLastWhereThereIsNoResult() throws IOException {
        hear("{\"type\":\"assistant\",\"mess");
        hearing.print("Session ID is already in use.");

        assertThat(answer(1))
                .isInstanceOfSatisfying(
                        Answer.Crashed.class,
                        crashed -> assertThat(crashed.reason())
                                .isEqualTo(
                                        "Claude Code ended with exit code 1 and without a result. It said last: Session ID is already in use."));
    }

    @Test
    void bearsWhatItDoesNotKnow() throws IOException {
        hear("{\"type\":\"news\",\"of\":{\"tomorrow\":1}}");
        hear("{\"type\":\"assistant\"}");
        hear("{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"hologram\"}]}}");
        hear("{\"no\":\"type\"}");
        hear("no JSON at all");

        assertThat(desk.said).isEmpty();
        assertThat(desk.logged).containsExactly("no JSON at all");
    }

    @Test
    void waitsLongerWhileAToolRuns() throws IOException {
        assertThat(hearing.silence()).isEqualTo(SHORT);

        hear(
                "{\"type\":\"assistant\",\"message\":{\"content\":[{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"Bash\"}]}}");
        assertThat(hearing.silence()).isEqualTo(LONG);

        hear("{\"type\":\"user\",\"message\":{\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\"}]}}");
        assertThat(hearing.silence()).isEqualTo(SHORT);
    }

    private String reason(String recording) throws IOException {
        return ((Answer.Crashed) answer(recording)).reason();
    }

    private Answer answer(String recording) throws IOException {
        Hearing own = new Hearing(desk, Map.of("dummy", "token"), SETTINGS);
        play(recording, own);
        return new Ending(PART).of(new Ended(Ended.How.EXITED, 0, SHORT), own);
    }

    private Answer answer(int exitCode) {
        return new Ending(PART).of(new Ended(Ended.How.EXITED, exitCode, SHORT), hearing);
    }

    private String result(String answer) throws IOException {
        hear("{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":false,\"structured_output\":%s}"
                .formatted(answer));
        return ((Answer.Crashed) answer(0)).reason();
    }

    private void hear(String line) throws IOException {
        hearing.hear(line);
    }

    private void play(String recording) throws IOException {
        play(recording, hearing);
    }

    private static void play(String recording, Hearing hearing) throws IOException {
        Lines lines = new Lines(hearing::hear, 1 << 20);
        try (InputStream stream =
                Objects.requireNonNull(HearingTest.class.getResourceAsStream(recording + ".jsonl"), recording)) {
            byte[] bytes = stream.readAllBytes();
            lines.hear(bytes, bytes.length);
        }
        lines.end();
    }
}
