package dev.pawl.local.trouble;

import com.sun.net.httpserver.HttpServer;
import dev.pawl.local.TestingRepository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Where the runs get their work from: repositories in a folder, and a server that lets nobody in.
final class Origins implements AutoCloseable {

    /// Shows what tests can see, too.
    private static final String TEST = TestingRepository.RUNS_SCRIPTS.replaceFirst("\n", "\nenv\n");

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
        return TestingRepository.in(folder.resolve("sums"))
                .write("sum", "expr \"$1\" - \"$2\"\n")
                .write("test/nothing.sh", "test \"$(sh sum 3 0)\" = 3\n")
                .write(".pawl/test", TEST)
                .write(
                        ".pawl/look",
                        TELL + "tell \"$ANTHROPIC_API_KEY\"\nenv\ncat /proc/[0-9]*/environ 2>/dev/null\ntrue\n")
                .commit()
                .url();
    }

    /// The same, whose setup fails and says what it was lent.
    String telling(String variable) throws IOException, InterruptedException {
        return TestingRepository.in(folder.resolve("telling"))
                .write("test/nothing.sh", "true\n")
                .write(".pawl/test", TEST)
                .write(".pawl/environment.yaml", "version: 1\nsetup: sh .pawl/fetch\n")
                .write(".pawl/fetch", TELL + "tell \"$%s\"\nexit 1\n".formatted(variable))
                .commit()
                .url();
    }

    @Override
    public void close() {
        closed.stop(0);
    }
}
