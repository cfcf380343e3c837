package dev.pawl.local.kill;

import dev.pawl.local.TestingRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// A repository that is mended, and the recording that mends it. It remembers how often each of its branches moved.
final class Sums {

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

    private final TestingRepository repository;

    private Sums(TestingRepository repository) {
        this.repository = repository;
    }

    /// Writes the recording down where the workers look for it.
    static void record(Path recordings) throws IOException {
        Files.createDirectories(recordings);
        Files.writeString(recordings.resolve("sums.yaml"), RECORDING);
    }

    static Sums in(Path folder) throws IOException, InterruptedException {
        TestingRepository repository = TestingRepository.in(folder);
        repository.git("config", "core.logAllRefUpdates", "always");
        repository
                .write("sum", "expr \"$1\" - \"$2\"\n")
                .write("test/nothing.sh", "test \"$(sh sum 3 0)\" = 3\n")
                .write(".pawl/test", TestingRepository.RUNS_SCRIPTS)
                .commit();
        return new Sums(repository);
    }

    String url() {
        return repository.url();
    }

    /// The tree that a branch holds.
    String tree(String branch) throws InterruptedException {
        return repository.git("rev-parse", branch + "^{tree}");
    }

    /// How often a branch moved.
    int moves(String branch) throws IOException {
        return Files.readAllLines(
                        repository.folder().resolve(".git/logs/refs/heads").resolve(branch))
                .size();
    }

    /// The branches that were delivered.
    List<String> delivered() throws InterruptedException {
        return repository
                .git("for-each-ref", "--format=%(refname:lstrip=2)", "refs/heads/pawl")
                .lines()
                .toList();
    }
}
