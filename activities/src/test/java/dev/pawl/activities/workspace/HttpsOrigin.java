package dev.pawl.activities.workspace;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// An https server on a free loopback port that hands the repositories of a folder, by git's own program, to one user.
final class HttpsOrigin implements AutoCloseable {

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Path folder;
    private final String right;
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private Runnable visited = () -> {};
    private Runnable pushing = () -> {};
    private int toPushes;

    HttpsOrigin(Path folder, SSLContext certificate, String user, String password) throws IOException {
        this.folder = folder;
        right = "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(certificate));
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    /// What happens while somebody who was let in waits for the answer.
    void whenVisited(Runnable that) {
        visited = that;
    }

    /// What happens just before somebody who wants to push is told what is there.
    void whenSomebodyWantsToPush(Runnable that) {
        pushing = that;
    }

    /// Answers whoever wants to push, and was let in, with this status.
    void answerPushesWith(int status) {
        toPushes = status;
    }

    /// How often somebody came with a wrong password.
    int wrongPasswords() {
        return wrong.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String who = exchange.getRequestHeaders().getFirst("Authorization");
            if (!right.equals(who)) {
                if (who != null) {
                    wrong.add(who);
                }
                exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"forge\"");
                exchange.sendResponseHeaders(401, -1);
            } else if (toPushes > 0 && exchange.getRequestURI().toString().contains("git-receive-pack")) {
                exchange.sendResponseHeaders(toPushes, -1);
            } else {
                visited.run();
                if (exchange.getRequestURI().toString().endsWith("info/refs?service=git-receive-pack")) {
                    pushing.run();
                }
                serve(exchange);
            }
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("git", "-c", "http.receivepack=true", "http-backend")
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Map<String, String> environment = builder.environment();
        environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
        environment.put("GIT_PROJECT_ROOT", folder.toString());
        environment.put("GIT_HTTP_EXPORT_ALL", "1");
        environment.put("REMOTE_USER", "ada");
        environment.put("REQUEST_METHOD", exchange.getRequestMethod());
        environment.put("PATH_INFO", exchange.getRequestURI().getPath());
        put(environment, "QUERY_STRING", exchange.getRequestURI().getRawQuery());
        Headers asked = exchange.getRequestHeaders();
        put(environment, "CONTENT_TYPE", asked.getFirst("Content-Type"));
        put(environment, "HTTP_CONTENT_ENCODING", asked.getFirst("Content-Encoding"));
        put(environment, "GIT_PROTOCOL", asked.getFirst("Git-Protocol"));
        Process program = builder.start();
        try (OutputStream into = program.getOutputStream()) {
            exchange.getRequestBody().transferTo(into);
        }
        try (InputStream answer = new BufferedInputStream(program.getInputStream())) {
            exchange.sendResponseHeaders(status(answer, exchange.getResponseHeaders()), 0);
            answer.transferTo(exchange.getResponseBody());
        }
    }

    private static void put(Map<String, String> environment, String name, @Nullable String value) {
        environment.put(name, value == null ? "" : value);
    }

    /// The program begins with header lines, and an empty one.
    private static int status(InputStream answer, Headers headers) throws IOException {
        int status = 200;
        for (String line = line(answer); !line.isEmpty(); line = line(answer)) {
            int colon = line.indexOf(": ");
            if (line.startsWith("Status: ")) {
                status = Integer.parseInt(line.substring(colon + 2, colon + 5));
            } else {
                headers.put(line.substring(0, colon), List.of(line.substring(colon + 2)));
            }
        }
        return status;
    }

    private static String line(InputStream from) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int read = from.read(); read >= 0 && read != '\n'; read = from.read()) {
            line.write(read);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
