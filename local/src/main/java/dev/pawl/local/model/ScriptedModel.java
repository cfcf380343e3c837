package dev.pawl.local.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.pawl.local.home.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// A server on loopback that speaks the languages of Anthropic and OpenAI, and answers what a script says. Which answer
/// is next it reads from the request alone, so a conversation may go on anywhere, and many at once.
public final class ScriptedModel implements AutoCloseable {

    static final String KEY = "SCRIPTED_MODEL_KEY";
    private static final AnthropicMessages ANTHROPIC = new AnthropicMessages();
    private static final Map<String, Language> LANGUAGES = Map.of(
            "/v1/messages", ANTHROPIC,
            "/v1/chat/completions", new OpenAiChat(),
            "/v1/responses", new OpenAiResponses());

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String key;
    private final Stage stage;

    private ScriptedModel(HttpServer server, String key, Stage stage) {
        this.server = server;
        this.key = key;
        this.stage = stage;
    }

    /// Begins to listen.
    ///
    /// @param port 0 for any free one
    /// @param key what a caller has to show
    /// @param record a file that gets a line of JSON for each answer
    public static ScriptedModel open(int port, Script script, String key, @Nullable Path record) throws IOException {
        // Else the small pieces of a stream wait for each other.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ScriptedModel model = new ScriptedModel(server, key, new Stage(script, new Answers(record)));
        server.createContext("/", model::handle);
        server.setExecutor(model.threads);
        server.start();
        return model;
    }

    /// Arguments: the port, the script, and perhaps the file of what was answered. The key comes from the environment.
    public static void main(String[] arguments) throws IOException {
        Script script = Script.of(Files.readString(Path.of(arguments[1])));
        Path record = arguments.length > 2 ? Path.of(arguments[2]) : null;
        String key = Objects.requireNonNull(System.getenv(KEY), KEY);
        ScriptedModel model = open(Integer.parseInt(arguments[0]), script, key, record);
        Runtime.getRuntime().addShutdownHook(new Thread(model::close));
    }

    /// Where it listens.
    public String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// What was answered so far, refusals too.
    public List<Answered> answers() {
        return stage.answers();
    }

    /// What was sold although it had been sold before: the same turn of the same conversation.
    public List<Answered> soldAgain() {
        List<Answered> before = new ArrayList<>();
        List<Answered> again = new ArrayList<>();
        answers().stream().filter(Answered::isSold).forEach(answered -> {
            if (before.stream().anyMatch(answered::isSameTurn)) {
                again.add(answered);
            }
            before.add(answered);
        });
        return again;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Reader reader = new Reader(exchange);
            if (path.equals("/")) {
                // The command-line agents look whether anybody is there before they show a key.
                reader.send(200, Json.MAPPER.createObjectNode());
            } else if (!key.equals(reader.key())) {
                reader.send(401, language(path).refusal(401, "The key is not valid."));
            } else {
                answer(path, reader);
            }
        }
    }

    private void answer(String path, Reader reader) throws IOException {
        if (reader.isPost() && LANGUAGES.containsKey(path)) {
            stage.play(language(path), reader);
        } else if (reader.isPost() && path.equals("/v1/messages/count_tokens")) {
            reader.send(200, AnthropicMessages.count(reader.request()));
        } else {
            reader.send(404, language(path).refusal(404, "There is no " + path + " here."));
        }
    }

    private static Language language(String path) {
        return LANGUAGES.getOrDefault(path, ANTHROPIC);
    }

    /// One caller: what was asked, and the way back.
    static final class Reader {

        private final HttpExchange exchange;
        private final Instant came = Instant.now();
        private final byte[] body;

        /// What is not read would keep the connection from being used again.
        private Reader(HttpExchange exchange) throws IOException {
            this.exchange = exchange;
            this.body = exchange.getRequestBody().readAllBytes();
        }

        Instant came() {
            return came;
        }

        boolean isPost() {
            return exchange.getRequestMethod().equals("POST");
        }

        String key() {
            String bearer =
                    Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
            return Objects.requireNonNullElse(
                    exchange.getRequestHeaders().getFirst("x-api-key"), bearer.replaceFirst("(?i)^bearer +", ""));
        }

        JsonNode request() throws IOException {
            return Json.MAPPER.readTree(body);
        }

        void header(String name, String value) {
            exchange.getResponseHeaders().set(name, value);
        }

        void send(int status, JsonNode answer) throws IOException {
            byte[] bytes = answer.toString().getBytes(StandardCharsets.UTF_8);
            header("Content-Type", "application/json");
            begin(status, bytes.length);
            write(bytes);
        }

        /// Of a length that is known, or of any (0).
        void begin(int status, long length) throws IOException {
            exchange.sendResponseHeaders(status, exchange.getRequestMethod().equals("HEAD") ? -1 : length);
        }

        void write(byte[] bytes) throws IOException {
            if (!exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseBody().write(bytes);
                exchange.getResponseBody().flush();
            }
        }
    }
}
