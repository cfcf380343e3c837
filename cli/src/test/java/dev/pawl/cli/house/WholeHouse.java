package dev.pawl.cli.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A house in a folder of its own, opened and closed by the real launcher, and asked over HTTP.
final class WholeHouse {

    private static final Path CHECKOUT = Path.of("..").toAbsolutePath().normalize();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path home;

    WholeHouse(Path home) {
        this.home = home;
    }

    /// What must have been built before; empty when everything is there.
    static Optional<String> missing() {
        for (String program : List.of("worker", "gateway", "local")) {
            if (!Files.exists(CHECKOUT.resolve(program + "/target/pawl-0.1.0.jar"))) {
                return Optional.of("the program " + program + " is not packaged: run ./pawl test or mvn verify");
            }
        }
        return temporal().isEmpty()
                ? Optional.of("there is no Temporal binary: ./pawl test makes sure that there is one")
                : Optional.empty();
    }

    private static Optional<Path> temporal() {
        try (Stream<Path> found = Files.exists(tools()) ? Files.walk(tools(), 2) : Stream.empty()) {
            return found.filter(
                            path -> path.endsWith("temporal") && Files.isExecutable(path) && Files.isRegularFile(path))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path tools() {
        String told = System.getenv("PAWL_TOOLS");
        return told == null ? Path.of(System.getProperty("user.home"), ".pawl", "tools") : Path.of(told);
    }

    void open() {
        Said said =
                launcher("up", "--detach", "--gateway-port", "auto", "--ui-port", "auto", "--temporal-port", "auto");
        assertThat(said.exitCode()).as(said.words()).isZero();
    }

    void close() {
        Said said = launcher("down");
        assertThat(said.exitCode()).as(said.words()).isZero();
    }

    record Said(int exitCode, String words) {}

    private Said launcher(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(System.getProperty("java.home") + "/bin/java");
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx64m", "-jar"));
        command.add(CHECKOUT.resolve("local/target/pawl-0.1.0.jar").toString());
        command.addAll(List.of(arguments));
        try {
            Path words = Files.createTempFile("pawl-said-", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(words.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("PAWL_"));
            builder.environment().put("PAWL_HOME", home.toString());
            builder.environment().put("PAWL_TOOLS", tools().toString());
            builder.environment().put("PAWL_CHECKOUT", CHECKOUT.toString());
            builder.environment().put("PAWL_AOT", "off");
            Process process = builder.start();
            boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            String said = Files.readString(words);
            Files.delete(words);
            assertThat(ended)
                    .as("%s ended: %s", String.join(" ", arguments), said)
                    .isTrue();
            return new Said(process.exitValue(), said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode status() {
        Said said = launcher("status", "--json");
        return json(said.words());
    }

    /// Every process of the house, the launcher's too.
    List<Long> processes() {
        JsonNode status = status();
        List<Long> processes = new ArrayList<>();
        processes.add(status.path("launcherPid").asLong());
        status.path("parts").forEach(part -> processes.add(part.path("pid").asLong()));
        return processes.stream().filter(pid -> pid > 0).toList();
    }

    long launcher() {
        return status().path("launcherPid").asLong();
    }

    long pid(String part) {
        for (JsonNode one : status().path("parts")) {
            if (one.path("name").asText().equals(part)) {
                return one.path("pid").asLong();
            }
        }
        throw new IllegalArgumentException("no part " + part);
    }

    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false) && !isZombie(pid);
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).startsWith("Z");
        } catch (IOException e) {
            return true;
        }
    }

    void awaitHealthy() throws InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        JsonNode status = status();
        while (!isHealthy(status)) {
            assertThat(Instant.now()).as(status.toPrettyString()).isBefore(until);
            Thread.sleep(200);
            status = status();
        }
    }

    private static boolean isHealthy(JsonNode status) {
        boolean healthy = status.path("state").asText().equals("open");
        for (JsonNode part : status.path("parts")) {
            healthy &= part.path("health").asText().equals("up");
        }
        return healthy && !status.path("parts").isEmpty();
    }

    /// Submits a checkup and returns its id once the gateway has accepted it.
    String submit(int rounds, String pause) throws InterruptedException {
        String body = "{\"rounds\":%d,\"pause\":\"%s\",\"patience\":\"PT2M\"}".formatted(rounds, pause);
        HttpResponse<String> answer = send("/v1/checkups", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return json(answer.body()).path("id").asText();
    }

    JsonNode run(String id) throws InterruptedException {
        return json(send("/v1/runs/" + id, null).body());
    }

    JsonNode events(String id) throws InterruptedException {
        return json(send("/v1/runs/" + id + "/events?limit=500", null).body()).path("events");
    }

    void awaitEvents(String id, int count) throws InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        while (run(id).path("events").asInt() < count) {
            assertThat(Instant.now()).as("%s has %d events", id, count).isBefore(until);
            Thread.sleep(50);
        }
    }

    JsonNode awaitEnd(String id) throws InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        JsonNode run = run(id);
        while (!run.path("status").asText().equals("ended")) {
            assertThat(Instant.now()).as(run.toPrettyString()).isBefore(until);
            Thread.sleep(100);
            run = run(id);
        }
        return run;
    }

    /// Goes on asking while the gateway is away: that is what a client does.
    private HttpResponse<String> send(String path, @Nullable String body) throws InterruptedException {
        Instant until = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(
                                Files.readString(home.resolve("gateway")).strip() + path))
                        .timeout(Duration.ofSeconds(15))
                        .header(
                                "Authorization",
                                "Bearer "
                                        + Files.readString(home.resolve("token"))
                                                .strip());
                if (body != null) {
                    request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
                }
                HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() < 500 || Instant.now().isAfter(until)) {
                    return answer;
                }
            } catch (IOException e) {
                if (Instant.now().isAfter(until)) {
                    throw new UncheckedIOException(e);
                }
            }
            Thread.sleep(100);
        }
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException(text, e);
        }
    }
}
