package dev.pawl.local.kill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.process.OneShot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A repository that is mended, and the recording that mends it. It remembers how often each of its branches moved.
final class Sums {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String TEST = """
            #!/bin/sh
            failed=0
            {
                echo '<testsuite name="sums">'
                for test in test/*.sh; do
                    echo "<testcase classname=\\"sums\\" name=\\"$(basename "$test" .sh)\\">"
                    sh "$test" || { failed=1; echo '<failure message="wrong"/>'; }
                    echo '</testcase>'
                done
                echo '</testsuite>'
            } >"$PAWL_REPORTS/sums.xml"
            exit $failed
            """;

    private static final String RECORDING = """
            steps:
              reproduce:
                - say: "A test first."
                - usage: {turns: 1, inputTokens: 100, outputTokens: 10, costMicros: 7}
                - checkpoint: one
                - say: "Three and nothing."
                - edit:
                    path: test/three.sh
                    content: |
                      test "$(sh sum 1 2)" = 3
                - usage: {turns: 1, inputTokens: 100, outputTokens: 10, costMicros: 7}
                - done: A test that adds.
              fix:
                - say: "It takes away."
                - usage: {turns: 1, inputTokens: 100, outputTokens: 10, costMicros: 7}
                - checkpoint: one
                - say: "So it has to add."
                - edit:
                    path: sum
                    replace: '"$1" - "$2"'
                    with: '"$1" + "$2"'
                - usage: {turns: 1, inputTokens: 100, outputTokens: 10, costMicros: 7}
                - checkpoint: two
                - say: "That is all."
                - done: It adds.
            """;

    private final Path repository;

    private Sums(Path repository) {
        this.repository = repository;
    }

    /// Writes the recording down where the workers look for it.
    static void record(Path recordings) throws IOException {
        Files.createDirectories(recordings);
        Files.writeString(recordings.resolve("sums.yaml"), RECORDING);
    }

    static Sums in(Path folder) throws IOException, InterruptedException {
        Sums sums = new Sums(Files.createDirectories(folder));
        sums.write("sum", "expr \"$1\" - \"$2\"\n");
        sums.write("test/nothing.sh", "test \"$(sh sum 3 0)\" = 3\n");
        sums.write(".pawl/test", TEST);
        sums.git("init", "--quiet", "--initial-branch=main");
        sums.git("config", "core.logAllRefUpdates", "always");
        sums.git("add", "--all");
        sums.git("commit", "--quiet", "--message", "Add");
        return sums;
    }

    String url() {
        return "file://" + repository;
    }

    /// The tree that a branch holds.
    String tree(String branch) throws InterruptedException {
        return git("rev-parse", branch + "^{tree}");
    }

    /// How often a branch moved.
    int moves(String branch) throws IOException {
        return Files.readAllLines(repository.resolve(".git/logs/refs/heads").resolve(branch))
                .size();
    }

    /// The branches that were delivered.
    List<String> delivered() throws InterruptedException {
        return git("for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads/pawl")
                .lines()
                .toList();
    }

    private void write(String name, String text) throws IOException {
        Path file = repository.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String git(String... words) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("env", "GIT_CONFIG_GLOBAL=/dev/null", "git", "-C"));
        command.add(repository.toString());
        command.addAll(List.of("-c", "user.name=A test", "-c", "user.email=test@localhost"));
        command.addAll(List.of(words));
        OneShot.Result result = OneShot.run(PATIENCE, command);
        assertThat(result.isSuccess()).as(result.output()).isTrue();
        return result.output().strip();
    }
}
