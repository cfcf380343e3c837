package dev.pawl.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.local.process.OneShot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A repository of shell scripts in a folder, with git and nothing of the person's settings.
public record TestingRepository(Path folder) {

    /// A `.pawl/test` that runs each script of `test` as a program of its own.
    public static final String RUNS_SCRIPTS = """
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

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    public static TestingRepository in(Path folder) throws IOException, InterruptedException {
        TestingRepository repository = new TestingRepository(Files.createDirectories(folder));
        repository.git("init", "--quiet", "--initial-branch=main");
        return repository;
    }

    public String url() {
        return "file://" + folder;
    }

    public TestingRepository write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    public TestingRepository commit() throws InterruptedException {
        git("add", "--all");
        git("commit", "--quiet", "--message", "Add");
        return this;
    }

    /// What git says.
    public String git(String... words) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("env", "GIT_CONFIG_GLOBAL=/dev/null", "git", "-C"));
        command.add(folder.toString());
        command.addAll(List.of("-c", "user.name=A test", "-c", "user.email=test@localhost"));
        command.addAll(List.of(words));
        OneShot.Result result = OneShot.run(PATIENCE, command);
        assertThat(result.isSuccess()).as(result.output()).isTrue();
        return result.output().strip();
    }
}
