package dev.pawl.activities.broker;

import static dev.pawl.activities.broker.TestingBroker.QUESTION;
import static dev.pawl.activities.broker.TestingProvider.END;
import static dev.pawl.activities.broker.TestingProvider.START;
import static dev.pawl.activities.broker.TestingProvider.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.model.ModelCall;
import dev.pawl.store.model.Source;
import dev.pawl.workflows.port.agent.Usage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What is bought is counted from the answers themselves, and written down however they end.
final class BrokerCountsTest extends BrokerTest {

    private static final String CHAT = "POST /v1/chat/completions";
    private static final String RESPONSES = "POST /v1/responses";

    @Test
    void countsAStreamOfMessagesToTheToken() throws IOException {
        broker.provider().thenStream(START, text("So it is."), END);

        try (Broker.Line line = broker.line()) {
            TestingAgent.Answer answer = TestingAgent.ask(line, QUESTION);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.whole()).isTrue();
            assertThat(answer.body()).isEqualTo(START + text("So it is.") + END);
            // 100 * 3 + 30 * 3.75 + 10 * 6 + 1000 * 0.3 + 50 * 15 = 1522.5
            assertThat(line.spent()).isEqualTo(new Usage(1, 1140, 50, 1523, Usage.Source.MEASURED));
        }
        assertThat(broker.spent()).isEqualTo(1523);
        ModelCall call = broker.calls().getFirst();
        assertThat(call)
                .usingRecursiveComparison()
                .ignoringFields("id", "startedAt", "endedAt")
                .isEqualTo(new ModelCall(
                        "",
                        TestingBroker.RUN,
                        "fix/1",
                        "anthropic",
                        TestingBroker.MODEL,
                        call.startedAt(),
                        null,
                        200,
                        100,
                        40,
                        1000,
                        50,
                        1523,
                        Source.MEASURED));
        assertThat(call.endedAt()).isAfterOrEqualTo(call.startedAt());
    }

    @Test
    void countsWhereverTheBytesAreCut() throws IOException {
        String all = START + text("Ümläut") + END;
        String[] pieces = all.codePoints().mapToObj(Character::toString).toArray(String[]::new);
        broker.provider().thenStream(pieces);

        try (Broker.Line line = broker.line()) {
            assertThat(TestingAgent.ask(line, QUESTION).body()).isEqualTo(all);
            assertThat(line.spent().costMicros()).isEqualTo(1523);
        }
    }

    @Test
    void countsAnAnswerThatComesAsAWhole() throws IOException {
        broker.provider().thenAnswer(200, "{\"content\":[],\"usage\":{\"input_tokens\":10,\"output_tokens\":2}}");

        try (Broker.Line line = broker.line()) {
            TestingAgent.Answer answer = TestingAgent.ask(line, QUESTION.replace("true", "false"));

            assertThat(answer.body()).contains("\"output_tokens\":2");
            assertThat(line.spent()).isEqualTo(new Usage(1, 10, 2, 60, Usage.Source.MEASURED));
        }
    }

    @Test
    void asksChatsWhatTheyUsedUp() throws IOException {
        broker.provider()
                .thenStream(
                        "data: {\"choices\":[{\"delta\":{\"content\":\"So.\"}}]}\n\n",
                        "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n",
                        "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":7,"
                                + "\"prompt_tokens_details\":{\"cached_tokens\":60}}}\n\n",
                        "data: [DONE]\n\n");

        try (Broker.Line line = broker.line("openai", null)) {
            TestingAgent.Answer answer = TestingAgent.ask(
                    line,
                    CHAT,
                    "Authorization: Bearer " + line.token(),
                    "{\"model\":\"gpt-6-sol\",\"stream\":true,\"messages\":[]}");

            assertThat(answer.body()).endsWith("data: [DONE]\n\n");
            // 40 * 2 + 60 * 0.2 + 7 * 10
            assertThat(line.spent()).isEqualTo(new Usage(1, 100, 7, 162, Usage.Source.MEASURED));
        }
        assertThat(broker.provider().heard().getFirst().path()).isEqualTo("/v1/chat/completions");
        assertThat(broker.provider().heard().getFirst().body()).contains("\"stream_options\":{\"include_usage\":true}");
        assertThat(broker.provider().heard().getFirst().headers().get("Authorization"))
                .containsExactly("Bearer " + TestingBroker.KEY);
    }

    @Test
    void countsAStreamOfResponses() throws IOException {
        broker.provider()
                .thenStream(
                        "data: {\"type\":\"response.created\",\"response\":{\"usage\":null}}\n\n",
                        "data: {\"type\":\"response.output_text.delta\",\"delta\":\"So.\"}\n\n",
                        "data: {\"type\":\"response.completed\",\"response\":{\"usage\":{\"input_tokens\":50,"
                                + "\"input_tokens_details\":{\"cached_tokens\":10},\"output_tokens\":3}}}\n\n");

        try (Broker.Line line = broker.line("openai", null)) {
            TestingAgent.ask(
                    line,
                    RESPONSES,
                    "Authorization: Bearer " + line.token(),
                    "{\"model\":\"gpt-6-sol-2026-09-22\",\"stream\":true,\"input\":\"Why?\"}");

            // 40 * 2 + 10 * 0.2 + 3 * 10
            assertThat(line.spent()).isEqualTo(new Usage(1, 50, 3, 112, Usage.Source.MEASURED));
        }
    }

    @Test
    void measuringTokensCostsNothing() throws IOException {
        broker.provider().thenAnswer(200, "{\"input_tokens\":14}");

        try (Broker.Line line = broker.line("anthropic", 0L)) {
            TestingAgent.Answer answer = TestingAgent.ask(
                    line, "POST /v1/messages/count_tokens?beta=true", "x-api-key: " + line.token(), QUESTION);

            assertThat(answer.body()).isEqualTo("{\"input_tokens\":14}");
            assertThat(line.spent()).isEqualTo(new Usage(0, 0, 0, 0, Usage.Source.MEASURED));
        }
        assertThat(broker.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.costMicros()).isZero());
    }

    @Test
    void keepsCountingWhatAnAgentThatWentAwayHadBought() throws Exception {
        CountDownLatch noticed = new CountDownLatch(1);
        broker.provider().then(exchange -> {
            try (OutputStream out = TestingProvider.stream(exchange)) {
                TestingProvider.write(out, START + text("x".repeat(400)));
                while (true) {
                    TestingProvider.write(out, "event: ping\ndata: {\"type\":\"ping\"}\n\n");
                }
            } catch (IOException gone) {
                noticed.countDown();
            }
        });

        try (Broker.Line line = broker.line()) {
            try (TestingAgent agent = TestingAgent.at(line)) {
                agent.send("POST /v1/messages", "x-api-key: " + line.token(), QUESTION)
                        .await("xxx");
                assertThat(line.spent().source()).isEqualTo(Usage.Source.ESTIMATED);
            }
            assertThat(noticed.await(30, TimeUnit.SECONDS)).isTrue();
        }
        // The input as it was told, and 400 bytes of text.
        assertThat(broker.calls()).singleElement().satisfies(call -> {
            assertThat(call.endedAt()).isNotNull();
            assertThat(call.source()).isEqualTo(Source.ESTIMATED);
            assertThat(call.outputTokens()).isEqualTo(100);
            assertThat(call.costMicros()).isEqualTo(773 + 100 * 15);
        });
    }

    @Test
    void closingEndsWhatGoesOnAndWritesItDown() throws Exception {
        broker.provider().then(exchange -> {
            try (OutputStream out = TestingProvider.stream(exchange)) {
                TestingProvider.write(out, START);
                while (true) {
                    TestingProvider.write(out, text("x".repeat(100)));
                }
            } catch (IOException gone) {
                exchange.close();
            }
        });
        Broker.Line line = broker.line();
        try (TestingAgent agent = TestingAgent.at(line)) {
            agent.send("POST /v1/messages", "x-api-key: " + line.token(), QUESTION)
                    .await("xxx");
            assertThat(broker.calls()).singleElement().satisfies(call -> {
                assertThat(call.endedAt()).as("written down before it ends").isNull();
                assertThat(call.costMicros()).isPositive();
            });

            Thread.currentThread().interrupt();
            line.close();
            assertThat(Thread.interrupted()).isTrue();

            assertThat(agent.answer().whole()).isFalse();
        }
        assertThat(line.socket().getParent()).doesNotExist();
        assertThat(broker.calls()).singleElement().satisfies(call -> {
            assertThat(call.endedAt()).isNotNull();
            assertThat(call.outputTokens()).isGreaterThanOrEqualTo(25);
        });
        assertThat(broker.spent()).isEqualTo(line.spent().costMicros());
    }

    @Test
    void anAnswerThatBreaksOffIsEstimatedAndNotTakenForAWholeOne() throws IOException {
        broker.provider().then(exchange -> {
            exchange.getResponseHeaders().add("content-type", "text/event-stream");
            exchange.sendResponseHeaders(200, 100_000);
            TestingProvider.write(exchange.getResponseBody(), START + text("x".repeat(40)));
            exchange.close();
        });

        try (Broker.Line line = broker.line()) {
            TestingAgent.Answer answer = TestingAgent.ask(line, QUESTION);

            assertThat(answer.body()).startsWith(START);
            assertThat(answer.whole()).isFalse();
            assertThat(line.spent()).isEqualTo(new Usage(1, 1140, 10, 773 + 150, Usage.Source.ESTIMATED));
            assertThat(line.halted()).isEmpty();
        }
    }

    @Test
    void aProviderThatFallsSilentIsLeft() throws Exception {
        TestingBroker hasty = hasty();
        CountDownLatch end = new CountDownLatch(1);
        hasty.provider().then(exchange -> {
            OutputStream out = TestingProvider.stream(exchange);
            TestingProvider.write(out, START + text("x".repeat(40)));
            await(end);
        });

        try (Broker.Line line = hasty.line()) {
            TestingAgent.Answer answer = TestingAgent.ask(line, QUESTION);

            assertThat(answer.body()).endsWith("""
                    event: error
                    data: {"type":"error","error":{"type":"api_error","message":"anthropic said nothing for PT1S, so its answer was broken off."}}

                    """);
            assertThat(line.spent().source()).isEqualTo(Usage.Source.ESTIMATED);
        } finally {
            end.countDown();
            hasty.close();
        }
    }

    @Test
    void aProviderThatNeverBeginsIsLeft() throws Exception {
        TestingBroker hasty = hasty();
        CountDownLatch end = new CountDownLatch(1);
        hasty.provider().then(_ -> await(end));

        try (Broker.Line line = hasty.line()) {
            TestingAgent.Answer answer = TestingAgent.ask(line, QUESTION);

            assertThat(answer.status()).isEqualTo(504);
            assertThat(answer.body()).contains("\"type\":\"timeout_error\"", "anthropic said nothing for PT1S.");
            assertThat(line.spent().source()).isEqualTo(Usage.Source.ESTIMATED);
            assertThat(line.spent().inputTokens()).isPositive();
        } finally {
            end.countDown();
            hasty.close();
        }
    }

    /// It waits for a second only.
    private TestingBroker hasty() throws IOException {
        return TestingBroker.in(Files.createDirectory(folder.resolve("hasty")), Map.of("pawl.model.silence", "PT1S"));
    }

    private static void await(CountDownLatch end) throws IOException {
        try {
            if (!end.await(60, TimeUnit.SECONDS)) {
                throw new IOException("nobody ended it");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
