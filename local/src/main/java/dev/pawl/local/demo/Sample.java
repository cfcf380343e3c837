package dev.pawl.local.demo;

import dev.pawl.local.HouseException;
import dev.pawl.local.home.Folders;
import dev.pawl.local.home.Home;
import dev.pawl.local.home.PrivateFiles;
import dev.pawl.local.process.OneShot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The repository that the demo mends, with a real bug in it, and the recording that mends it. Every machine makes the
/// same commit of it.
public final class Sample {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String WHEN = "2026-01-01T00:00:00Z";

    private final Path repository;
    private final Path recordings;

    private Sample(Path repository, Path recordings) {
        this.repository = repository;
        this.recordings = recordings;
    }

    /// Makes what is not there yet.
    ///
    /// @param agents where the workers look for agents
    public static Sample in(Home home, Path agents) throws InterruptedException {
        Sample sample = new Sample(home.demo().resolve("bill"), agents.resolve("recordings"));
        try {
            Files.createDirectories(sample.recordings);
            copy("demo.yaml", sample.recordings.resolve("demo.yaml"));
            copy("demo-kill.yaml", sample.recordings.resolve("demo-kill.yaml"));
            if (!Files.isDirectory(sample.repository.resolve(".git"))) {
                sample.make(PrivateFiles.folder(home.demo()).resolve("bill.draft"));
            }
            return sample;
        } catch (IOException failure) {
            throw new HouseException(
                    "The sample repository cannot be made in %s: %s".formatted(sample.repository, failure.getMessage()),
                    failure);
        }
    }

    Path repository() {
        return repository;
    }

    /// Where workers fetch it from.
    public String url() {
        return "file://" + repository;
    }

    /// What the people say who met the bug.
    public String report() {
        try {
            return text("report.txt");
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// The tree that a commit holds.
    String tree(String commit) throws InterruptedException {
        return git(repository, "rev-parse", commit + "^{tree}");
    }

    /// Whole or not at all: a demo may be stopped here, too, and a folder without a commit serves no later one.
    private void make(Path draft) throws IOException, InterruptedException {
        Folders.delete(draft);
        copy("sample/Bill.java", draft.resolve("src/bill/Bill.java"));
        copy("sample/BillTest.java", draft.resolve("test/bill/BillTest.java"));
        copy("sample/Check.java", draft.resolve(".pawl/Check.java"));
        copy("sample/README.md", draft.resolve("README.md"));
        Path test = draft.resolve(".pawl/test");
        copy("sample/test.sh", test);
        Files.setPosixFilePermissions(test, PosixFilePermissions.fromString("rwxr-xr-x"));
        git(draft, "init", "--quiet", "--initial-branch=main");
        git(draft, "add", "--all");
        git(draft, "commit", "--quiet", "--message", "Split bills");
        Folders.delete(repository);
        Files.move(draft, repository);
    }

    private static String git(Path repository, String... words) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "env",
                "GIT_CONFIG_GLOBAL=/dev/null",
                "GIT_AUTHOR_DATE=" + WHEN,
                "GIT_COMMITTER_DATE=" + WHEN,
                "git",
                "-C",
                repository.toString(),
                "-c",
                "user.name=Pawl's demo",
                "-c",
                "user.email=demo@localhost"));
        command.addAll(List.of(words));
        OneShot.Result result = OneShot.run(PATIENCE, command);
        if (!result.isSuccess()) {
            throw new HouseException("git " + words[0] + " did not work in the sample repository: " + result.output());
        }
        return result.output();
    }

    private static void copy(String resource, Path to) throws IOException {
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        Files.writeString(to, text(resource));
    }

    /// What the demo brings along under this name.
    static String text(String resource) throws IOException {
        try (InputStream stream = Objects.requireNonNull(Sample.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
