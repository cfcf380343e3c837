package dev.pawl.local.trouble;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pawl.local.process.OneShot;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Where the runs get their work from: repositories in a folder, and a server that lets nobody in.
final class Origins implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /// Runs each test as a program of its own, and shows what tests can see.
    private static final String TEST = """
            #!/bin/sh
            env
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

    /// Says a secret in every way in which one may be written.
    private static final String TELL = """
            tell() {
                printf '%s\\n' "$1"
                printf '%s' "$1" | sed -e 's/+/%2B/g' -e 's,/,%2F,g' -e 's/=/%3D/g'
                echo
                printf '%s' "$1" | od -An -v -tx1 | tr -d ' \\n'
                echo
                for before in '' x xx; do
                    printf '%s%s' "$before" "$1" | base64 -w 0
                    echo
                done
            }
            """;

    private final Path folder;
    private final HttpServer closed;
    private final Queue<String> shown = new ConcurrentLinkedQueue<>();

    private Origins(Path folder, HttpServer closed) {
        this.folder = folder;
        this.closed = closed;
    }

    static Origins in(Path folder) throws IOException {
        HttpServer closed = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        Origins origins = new Origins(folder, closed);
        closed.createContext("/", exchange -> {
            List<String> keys = exchange.getRequestHeaders().getOrDefault("Authorization", List.of());
            origins.shown.addAll(keys);
            exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"origin\"");
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        closed.start();
        return origins;
    }

    /// Of the server that lets nobody in.
    String closedAddress() {
        return "http://127.0.0.1:" + closed.getAddress().getPort();
    }

    /// What was shown to it.
    List<String> shown() {
        return List.copyOf(shown);
    }

    /// A program that takes away instead of adding.
    String sums() throws IOException, InterruptedException {
        Path repository = Files.createDirectories(folder.resolve("sums"));
        write(repository, "sum", "expr \"$1\" - \"$2\"\n");
        write(repository, "test/nothing.sh", "test \"$(sh sum 3 0)\" = 3\n");
        write(repository, ".pawl/test", TEST);
        write(
                repository,
                ".pawl/look",
                TELL + "tell \"$ANTHROPIC_API_KEY\"\nenv\ncat /proc/[0-9]*/environ 2>/dev/null\ntrue\n");
        return committed(repository);
    }

    /// The same, whose setup fails and says what it was lent.
    String telling(String variable) throws IOException, InterruptedException {
        Path repository = Files.createDirectories(folder.resolve("telling"));
        write(repository, "test/nothing.sh", "true\n");
        write(repository, ".pawl/test", TEST);
        write(repository, ".pawl/environment.yaml", "version: 1\nsetup: sh .pawl/fetch\n");
        write(repository, ".pawl/fetch", TELL + "tell \"$%s\"\nexit 1\n".formatted(variable));
        return committed(repository);
    }

    private static void write(Path repository, String name, String text) throws IOException {
        Path file = repository.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String committed(Path repository) throws InterruptedException {
        git(repository, "init", "--quiet", "--initial-branch=main");
        git(repository, "add", "--all");
        git(repository, "commit", "--quiet", "--message", "Add");
        return "file://" + repository;
    }

    private static void git(Path repository, String... words) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("env", "GIT_CONFIG_GLOBAL=/dev/null", "git", "-C"));
        command.add(repository.toString());
        command.addAll(List.of("-c", "user.name=A test", "-c", "user.email=test@localhost"));
        command.addAll(List.of(words));
        OneShot.Result result = OneShot.run(PATIENCE, command);
        assertThat(result.isSuccess()).as(result.output()).isTrue();
    }

    @Override
    public void close() {
        closed.stop(0);
    }
}
