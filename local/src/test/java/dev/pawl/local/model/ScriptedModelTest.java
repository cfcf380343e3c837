package dev.pawl.local.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.pawl.local.HouseException;
import dev.pawl.local.home.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScriptedModelTest {

    private static final String MESSAGES = "/v1/messages?beta=true";
    private static final String SCRIPT = """
            marker: 'run \\d+'
            scenes:
              - when: mend
                turns:
                  - say: I look at what is there, and at what is not there.
                    calls: [{Read: {file_path: Bill.java}}, {Bash: {command: ls}}]
                    tokens: {input: 5200, output: 410, cacheWrite: 30, cacheRead: 20}
                  - result: {status: done, summary: Mended.}
              - when: be limited
                turns:
                  - trouble: {refuse: {status: 429, retryAfter: 7, times: 2}}
                    say: Now.
              - when: be cut
                turns:
                  - trouble: {cut: {after: 100, times: 1}}
                    say: Now.
              - when: stall
                turns:
                  - trouble: {stall: {}}
              - when: overspend
                turns:
                  - tokens: {input: 9000000, output: 1000000, cacheWrite: 0, cacheRead: 0}
            """;

    @TempDir
    static Path folder;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .proxy(HttpClient.Builder.NO_PROXY)
            .build();
    private final Path record;
    private final ScriptedModel model;

    ScriptedModelTest() throws IOException {
        record = Files.createTempFile(folder, "answers", ".jsonl");
        model = ScriptedModel.open(0, Script.of(SCRIPT), "a key", record);
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void streamsAMessageAsAnthropicDoes() throws Exception {
        List<JsonNode> events =
                events(post(MESSAGES, asked("mend it in run 1", 0).put("stream", true)));

        assertThat(events)
                .extracting(event -> event.path("type").asText())
                .startsWith("message_start", "ping", "content_block_start", "content_block_delta")
                .endsWith("content_block_stop", "message_delta", "message_stop");
        assertThat(joined(events, "text_delta", "text"))
                .isEqualTo("I look at what is there, and at what is not there.");
        assertThat(joined(events, "input_json_delta", "partial_json"))
                .isEqualTo("{\"file_path\":\"Bill.java\"}{\"command\":\"ls\"}");
        JsonNode begun = events.getFirst().path("message");
        assertThat(begun.path("model").asText()).isEqualTo("sonnet");
        assertThat(begun.path("usage").path("cache_creation_input_tokens").asInt())
                .isEqualTo(30);
        JsonNode end = events.get(events.size() - 2);
        assertThat(end.path("delta").path("stop_reason").asText()).isEqualTo("tool_use");
        assertThat(end.path("usage").path("output_tokens").asInt()).isEqualTo(410);
    }

    @Test
    void answersTheTurnThatTheRequestIsIn() throws Exception {
        ObjectNode request = asked("mend it in run 1", 1);
        request.putArray("tools").addObject().put("name", "StructuredOutput");
        JsonNode answer = Json.MAPPER.readTree(post(MESSAGES, request).body());
        assertThat(answer.path("content").path(0).path("name").asText()).isEqualTo("StructuredOutput");
        assertThat(answer.path("content").path(0).path("input").path("summary").asText())
                .isEqualTo("Mended.");

        JsonNode without = Json.MAPPER.readTree(
                post(MESSAGES, asked("mend it in run 1", 1)).body());
        assertThat(without.path("content").path(0).path("text").asText())
                .isEqualTo("{\"status\":\"done\",\"summary\":\"Mended.\"}");
        assertThat(without.path("stop_reason").asText()).isEqualTo("end_turn");
    }

    @Test
    void countsNoTurnThatTheAgentPutInItself() throws Exception {
        ObjectNode request = asked("mend it in run 1", 0);
        ((ArrayNode) request.path("messages"))
                .addObject()
                .put("role", "assistant")
                .put("content", "No response requested.");
        post(MESSAGES, request);

        assertThat(model.answers()).extracting(Answered::turn).containsExactly(0);
    }

    @Test
    void showsWhatWasSoldTwice() throws Exception {
        post(MESSAGES, asked("mend it in run 1", 0));
        post(MESSAGES, asked("mend it in run 1", 1));
        post(MESSAGES, asked("mend it in run 2", 0));
        assertThat(model.soldAgain()).isEmpty();

        post(MESSAGES, asked("mend it in run 1", 1));
        assertThat(model.soldAgain()).singleElement().satisfies(again -> {
            assertThat(again.conversation()).isEqualTo("run 1");
            assertThat(again.turn()).isEqualTo(1);
            assertThat(again.whole()).isTrue();
        });
        assertThat(Files.readAllLines(record))
                .hasSize(4)
                .last()
                .asString()
                .contains("\"conversation\":\"run 1\"", "\"turn\":1", "\"status\":200", "\"at\":\"20");
    }

    @Test
    void letsManyConversationsNotDisturbEachOther() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> all = IntStream.range(0, 40)
                .mapToObj(number -> http.sendAsync(
                        request(MESSAGES, asked("mend it in run " + number, number % 2), "a key"),
                        BodyHandlers.ofString()))
                .toList();
        for (int number = 0; number < all.size(); number++) {
            String wanted = number % 2 == 0 ? "I look at" : "Mended.";
            assertThat(all.get(number).get(30, TimeUnit.SECONDS).body()).contains(wanted);
        }
        assertThat(model.answers()).hasSize(40);
        assertThat(model.soldAgain()).isEmpty();
    }

    @Test
    void wantsTheKey() throws Exception {
        assertThat(http.send(request(MESSAGES, asked("mend", 0), "another"), BodyHandlers.ofString())
                        .statusCode())
                .isEqualTo(401);
        HttpRequest bearer = HttpRequest.newBuilder(URI.create(model.address() + MESSAGES))
                .header("Authorization", "Bearer a key")
                .POST(BodyPublishers.ofString(asked("mend", 0).toString()))
                .build();
        assertThat(http.send(bearer, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertThat(model.answers()).hasSize(1);
    }

    @Test
    void isLimitedAsOftenAsTheScriptSaysInEachConversation() throws Exception {
        for (String run : List.of("run 1", "run 2")) {
            for (int time = 0; time < 2; time++) {
                HttpResponse<String> refused = post(MESSAGES, asked("be limited in " + run, 0));
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(refused.headers().firstValue("retry-after")).contains("7");
                assertThat(refused.body()).contains("\"type\":\"rate_limit_error\"");
            }
            assertThat(post(MESSAGES, asked("be limited in " + run, 0)).body()).contains("Now.");
        }
        assertThat(model.answers().stream().filter(Answered::isSold)).hasSize(2);
    }

    @Test
    void cutsTheConnectionInTheMiddle() throws Exception {
        assertThatThrownBy(() -> post(MESSAGES, asked("be cut", 0).put("stream", true)))
                .isInstanceOf(IOException.class);
        assertThat(post(MESSAGES, asked("be cut", 0).put("stream", true)).body())
                .contains("message_stop");
        assertThat(model.answers()).extracting(Answered::whole).containsExactly(false, true);
    }

    @Test
    void standsStillAfterItsFirstWords() throws Exception {
        HttpResponse<InputStream> response = http.send(
                request(MESSAGES, asked("stall", 0).put("stream", true), "a key"), BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            assertThat(new String(body.readNBytes(20), StandardCharsets.UTF_8)).isEqualTo("event: message_start");
            CompletableFuture<Integer> rest = CompletableFuture.supplyAsync(() -> length(body));
            assertThatThrownBy(() -> rest.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        }
        assertThat(model.answers()).extracting(Answered::whole).containsExactly(false);
    }

    @Test
    void tellsWhatCostsMuch() throws Exception {
        assertThat(post(MESSAGES, asked("overspend", 0)).body()).contains("\"output_tokens\":1000000");
        assertThat(model.answers().getFirst().tokens().input()).isEqualTo(9_000_000);
    }

    @Test
    void speaksChatCompletions() throws Exception {
        List<JsonNode> chunks =
                events(post("/v1/chat/completions", asked("mend it in run 1", 0).put("stream", true)));
        assertThat(joined(chunks, "delta", "content")).isEqualTo("I look at what is there, and at what is not there.");
        assertThat(chunks.toString()).contains("\"name\":\"Bash\"", "\"finish_reason\":\"tool_calls\"");
        assertThat(chunks.getLast().path("usage").path("prompt_tokens").asInt()).isEqualTo(5250);

        JsonNode whole = Json.MAPPER.readTree(
                post("/v1/chat/completions", asked("mend it in run 1", 1)).body());
        assertThat(whole.path("choices").path(0).path("message").path("content").asText())
                .contains("Mended.");
    }

    @Test
    void speaksResponses() throws Exception {
        ObjectNode request = Json.MAPPER
                .createObjectNode()
                .put("model", "codex")
                .put("stream", true)
                .put("instructions", "mend");
        ArrayNode input = request.putArray("input");
        input.addObject().put("role", "user").put("content", "run 1");
        List<JsonNode> events = events(post("/v1/responses", request));
        assertThat(events)
                .extracting(event -> event.path("type").asText())
                .startsWith("response.created", "response.output_item.added", "response.output_text.delta")
                .endsWith("response.output_item.done", "response.completed");
        JsonNode response = events.getLast().path("response");
        assertThat(response.path("usage").path("output_tokens").asInt()).isEqualTo(410);

        input.addAll((ArrayNode) response.path("output"));
        for (String id : List.of("toolu_turn0_call0", "toolu_turn0_call1")) {
            input.addObject()
                    .put("type", "function_call_output")
                    .put("call_id", id)
                    .put("output", "fine");
        }
        assertThat(post("/v1/responses", request).body()).contains("Mended.");
    }

    @Test
    void saysWhatTheScriptDoesNotKnow() throws Exception {
        HttpResponse<String> unknown = post(MESSAGES, asked("something else", 0));
        assertThat(unknown.statusCode()).isEqualTo(400);
        assertThat(unknown.body()).contains("The script has no scene for this conversation.");
        assertThat(post(MESSAGES, asked("mend it", 7)).body()).contains("The script is over.");
        assertThat(post("/v1/files", asked("mend it", 0)).statusCode()).isEqualTo(404);
    }

    @Test
    void answersTheAgentsLooksAround() throws Exception {
        HttpRequest head = HttpRequest.newBuilder(URI.create(model.address()))
                .method("HEAD", BodyPublishers.noBody())
                .build();
        assertThat(http.send(head, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertThat(post("/v1/messages/count_tokens", asked("mend it", 0)).body())
                .containsPattern("\\{\"input_tokens\":[1-9]\\d*}");
        assertThat(model.answers()).isEmpty();
    }

    @Test
    void refusesAScriptThatCannotBeRead() {
        assertThatThrownBy(() -> Script.of("scenes: [{when: x, turns: [{speak: loud}]}]"))
                .isInstanceOf(HouseException.class)
                .hasMessageContaining("speak");
        assertThatThrownBy(() -> Script.of("scenes: [{turns: []}]")).hasMessageContaining("a scene without its sign");
    }

    private static ObjectNode asked(String words, int turns) {
        ObjectNode request = Json.MAPPER.createObjectNode().put("model", "sonnet");
        ArrayNode messages = request.putArray("messages");
        messages.addObject().put("role", "user").put("content", words);
        for (int turn = 0; turn < turns; turn++) {
            messages.addObject().put("role", "assistant").put("content", "turn " + turn);
            messages.addObject().put("role", "user").put("content", "go on");
        }
        return request;
    }

    private HttpResponse<String> post(String path, JsonNode body) throws IOException, InterruptedException {
        return http.send(request(path, body, "a key"), BodyHandlers.ofString());
    }

    private HttpRequest request(String path, JsonNode body, String key) {
        return HttpRequest.newBuilder(URI.create(model.address() + path))
                .timeout(Duration.ofSeconds(30))
                .header("x-api-key", key)
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
    }

    private static List<JsonNode> events(HttpResponse<String> response) {
        return response.body()
                .lines()
                .filter(line -> line.startsWith("data: {"))
                .map(line -> read(line.substring(6)))
                .toList();
    }

    private static String joined(List<JsonNode> events, String kind, String field) {
        StringBuilder text = new StringBuilder();
        for (JsonNode event : events) {
            JsonNode delta =
                    kind.equals("delta") ? event.path("choices").path(0).path("delta") : event.path("delta");
            if (kind.equals("delta") || delta.path("type").asText().equals(kind)) {
                text.append(delta.path(field).asText(""));
            }
        }
        return text.toString();
    }

    private static JsonNode read(String json) {
        try {
            return Json.MAPPER.readTree(json);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int length(InputStream body) {
        try {
            return body.readAllBytes().length;
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }
}
