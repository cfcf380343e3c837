package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What docs/ci.md shows, run as the CI systems run it.
final class PipelineTest {

    private static final String ID = "bugfix-01JD3V8Q7W";
    private static final String SUBMITTED = "{\"id\":\"" + ID + "\",\"status\":\"submitted\"}";
    private static final String TOKEN = "pawl_test_" + "t".repeat(30);

    @TempDir
    private Path folder;

    private FakeGateway gateway;

    private record Ended(int exit, String said) {}

    @BeforeEach
    void open() throws IOException {
        assumeTrue(
                Stream.of("curl", "jq").allMatch(tool -> Files.isExecutable(Path.of("/usr/bin", tool))),
                "NOT RUN: this machine has no curl or no jq");
        gateway = new FakeGateway();
        Files.createDirectories(folder.resolve("ci"));
        Files.copy(Path.of("../deploy/ci/pawl-fix.sh"), folder.resolve("ci/pawl-fix.sh"));
    }

    @AfterEach
    void close() {
        if (gateway != null) {
            gateway.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ended, fixed, 0",
        "ended, stuck, 1",
        "ended, not-reproduced, 1",
        "ended, base-broken, 1",
        "ended, declined, 1",
        "ended, terminated, 1",
        "ended, cancelled, 4",
        "needs_human, , 3"
    })
    void endsAsTheRunDid(String status, String outcome, int exit) throws IOException, InterruptedException {
        gateway.onText("POST /v1/bugfixes", 202, SUBMITTED)
                .onText("GET /v1/runs/" + ID, 200, "{\"id\":\"" + ID + "\",\"status\":\"running\"}")
                .onText(
                        "GET /v1/runs/" + ID,
                        200,
                        outcome == null
                                ? "{\"status\":\"" + status + "\",\"waitsFor\":{\"reason\":\"Rounds are spent.\"}}"
                                : "{\"status\":\"" + status + "\",\"outcome\":{\"type\":\"" + outcome + "\"}}");

        Ended ended = run(snippet("GitHub Actions"), github());

        assertThat(ended.exit()).as(ended.said()).isEqualTo(exit);
        assertThat(ended.said())
                .contains("Pawl: " + (outcome == null ? status : outcome))
                .doesNotContain(TOKEN);
    }

    @Test
    void reportsTheBuildOfEachSystem() throws IOException, InterruptedException {
        gateway.onText(
                "POST /v1/bugfixes",
                202,
                "{\"id\":\"" + ID + "\",\"status\":\"ended\",\"outcome\":{\"type\":\"fixed\"}}");
        Path failed = Files.writeString(folder.resolve("failed"), "a.B.c\na.B.d\n");

        run(snippet("GitHub Actions"), github());
        run(
                snippet("GitLab"),
                Map.of(
                        "CI_PROJECT_URL",
                        "https://gitlab.example.org/a/b",
                        "CI_COMMIT_REF_NAME",
                        "main",
                        "CI_PIPELINE_ID",
                        "8",
                        "CI_COMMIT_SHA",
                        "abc",
                        "PAWL_FAILED_TESTS",
                        failed.toString()));
        run(
                snippet("Jenkins").replace("https://pawl.example.org", gateway.address()),
                Map.of(
                        "GIT_URL",
                        "https://host/a",
                        "GIT_BRANCH",
                        "origin/main",
                        "BUILD_TAG",
                        "jenkins-a-9",
                        "GIT_COMMIT",
                        "abc"));
        run(snippet("With curl alone"), Map.of(), "https://host/a", "main", "10");

        assertThat(gateway.asked()).hasSize(4).allSatisfy(asked -> {
            assertThat(asked.authorization()).isEqualTo("Bearer " + TOKEN);
            assertThat(Json.of(asked.body()).path("repository").path("ref").asText())
                    .isEqualTo("main");
        });
        assertThat(gateway.asked().stream().map(FakeGateway.Asked::idempotencyKey))
                .containsExactly("github-7", "gitlab-8", "jenkins-jenkins-a-9", "curl-10");
        assertThat(Json.of(gateway.asked().get(1).body())).isEqualTo(Json.of("""
                {"repository":{"url":"https://gitlab.example.org/a/b.git","ref":"main"},"title":"Build 8 is red",
                 "trigger":{"system":"gitlab","build":"8","commit":"abc","tests":["a.B.c","a.B.d"]}}"""));
    }

    @Test
    void saysWhyThereIsNoAnswer() throws IOException, InterruptedException {
        gateway.onText("POST /v1/bugfixes", 422, "{\"detail\":\"agent is missing\"}");

        Ended refused = run(snippet("GitHub Actions"), github());

        assertThat(refused.exit()).isEqualTo(2);
        assertThat(refused.said()).contains("agent is missing");
    }

    private static Map<String, String> github() {
        return Map.of(
                "GITHUB_SERVER_URL",
                "https://github.com",
                "GITHUB_REPOSITORY",
                "a/b",
                "GITHUB_REF_NAME",
                "main",
                "GITHUB_RUN_ID",
                "7",
                "GITHUB_SHA",
                "abc");
    }

    /// The shell part of a chapter.
    private static String snippet(String chapter) throws IOException {
        String paper = Files.readString(Path.of("../docs/ci.md"));
        String text = paper.substring(paper.indexOf("## " + chapter));
        Matcher shell = Pattern.compile(
                        "(?:run: \\|\\n|script: \\|\\n|sh '''\\n|```sh\\n)(.*?)(?:```|''')", Pattern.DOTALL)
                .matcher(text);
        assertThat(shell.find()).as(chapter).isTrue();
        return shell.group(1);
    }

    private Ended run(String shell, Map<String, String> more, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", shell, "sh"));
        command.addAll(List.of(arguments));
        Map<String, String> environment = new HashMap<>(more);
        environment.put("PATH", Objects.requireNonNull(System.getenv("PATH")));
        environment.putIfAbsent("PAWL_URL", gateway.address());
        environment.put("PAWL_TOKEN", TOKEN);
        environment.put("PAWL_POLL", "0");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
