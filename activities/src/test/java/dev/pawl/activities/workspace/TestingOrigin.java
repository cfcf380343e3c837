package dev.pawl.activities.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A repository on this machine, made with the git program.
public final class TestingOrigin {

    private final Path folder;

    private TestingOrigin(Path folder) {
        this.folder = folder;
    }

    public static TestingOrigin in(Path folder) throws IOException {
        Files.createDirectories(folder);
        TestingOrigin origin = new TestingOrigin(folder);
        origin.git("init", "--quiet", "--initial-branch=main", ".");
        return origin;
    }

    /// One with a program, a page about it, rules of what is left out, and a file that is kept against them.
    static TestingOrigin ofAProject(Path folder) throws IOException {
        TestingOrigin origin = in(folder);
        origin.write("src/Main.java", "class Main {}\n").write("README.md", "Read me\n");
        origin.write(".gitignore", "target/\n*.log\n").write("kept.log", "tracked all the same\n");
        origin.commit("First");
        return origin;
    }

    public Path folder() {
        return folder;
    }

    public String url() {
        return "file://" + folder;
    }

    public TestingOrigin write(String path, String content) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    public String commit(String message) throws IOException {
        git("-c", "core.safecrlf=false", "add", "--all", "--force");
        git("commit", "--quiet", "--allow-empty", "--message", message);
        return head();
    }

    public String head() throws IOException {
        return git("rev-parse", "HEAD").strip();
    }

    public String git(String... arguments) throws IOException {
        return git(folder, arguments);
    }

    public static String git(Path in, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of("git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org"));
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).directory(in.toFile()).redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(String.join(" ", line) + ": " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return said;
    }
}
