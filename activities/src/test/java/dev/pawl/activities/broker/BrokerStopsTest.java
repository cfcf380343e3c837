package dev.pawl.activities.broker;

import static dev.pawl.activities.broker.TestingBroker.NEXT_QUESTION;
import static dev.pawl.activities.broker.TestingBroker.QUESTION;
import static dev.pawl.activities.broker.TestingProvider.END;
import static dev.pawl.activities.broker.TestingProvider.START;
import static dev.pawl.activities.broker.TestingProvider.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.broker.Broker.Halt;
import dev.pawl.workflows.port.agent.Usage;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What stops a line: a spent budget, a provider's limit, a refused key, a checkpoint that fails.
final class BrokerStopsTest extends BrokerTest {

    /// What the end of an answer makes of it: 1,523 millionths of a dollar.
    private static final long ONE_ANSWER = 1523;

    @Test
    void stopsAnAnswerThatPassesTheBudgetAndWhateverComesAfter() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        broker.provider().then(exchange -> talk(TestingProvider.stream(exchange), stopped));

        try (Broker.Line line = broker.line("anthropic", 3_000L)) {
            TestingAgent.Answer answer = TestingAgent.ask(line, QUESTION);

            assertThat(answer.body()).contains("event: error").contains("It had $0.00 to spend");
            assertThat(stopped.await(30, TimeUnit.SECONDS))
                    .as("the provider is let go")
                    .isTrue();
            assertThat(line.halted()).containsInstanceOf(Halt.Overspent.class);
            // What was on its way is counted too: one buffer of 16 KiB, four bytes a token, 15 for each.
            assertThat(line.spent().costMicros()).isBetween(3_001L, 3_000L + 16_384 / 4 * 15);

            TestingAgent.Answer next = TestingAgent.ask(line, QUESTION);
            assertThat(next.status()).isEqualTo(402);
            assertThat(next.headers()).contains("x-should-retry: false");
            assertThat(next.body()).contains("billing_error", "It had $0.00 to spend");
        }
        assertThat(broker.provider().heard()).hasSize(1);
    }

    @Test
    void withoutABudgetTheSameAnswerGoesOn() throws IOException {
        broker.provider().thenStream(START, text("x".repeat(4_000)), text("x".repeat(4_000)), END);
        broker.provider().thenStream(START, text("x".repeat(4_000)), text("x".repeat(4_000)), END);

        try (Broker.Line line = broker.line()) {
            assertThat(TestingAgent.ask(line, QUESTION).body()).endsWith(END);
        }
        try (Broker.Line line = broker.line("anthropic", 3_000L)) {
            assertThat(TestingAgent.ask(line, QUESTION).body()).doesNotContain("message_stop");
        }
    }

    @Test
    void anAnswerThatIsPaidIsPassedOnAndTheNextOneRefused() throws IOException {
        broker.provider().thenStream(START, END);

        try (Broker.Line line = broker.line("anthropic", ONE_ANSWER - 1)) {
            assertThat(TestingAgent.ask(line, QUESTION).body()).endsWith(END);
            assertThat(line.halted()).as("it may have been the last one").isEmpty();

            assertThat(TestingAgent.ask(line, QUESTION).status()).isEqualTo(402);
            assertThat(line.halted()).containsInstanceOf(Halt.Overspent.class);
        }
    }

    @Test
    void manyAtOncePassTheBudgetByOneAnswerAtMost() throws Exception {
        for (int i = 0; i < 12; i++) {
            broker.provider().thenStream(START, text("So."), END);
        }
        long budget = 3 * ONE_ANSWER - 1;
        List<Integer> statuses = new ArrayList<>();
        try (Broker.Line line = broker.line("anthropic", budget);
                ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> asked = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                asked.add(agents.submit(() -> TestingAgent.ask(line, QUESTION).status()));
            }
            for (Future<Integer> one : asked) {
                statuses.add(one.get());
            }
            assertThat(line.spent().costMicros()).isBetween(budget, budget + ONE_ANSWER);
        }
        assertThat(statuses)
                .containsOnly(200, 402)
                .filteredOn(status -> status == 200)
                .hasSize(3);
        assertThat(broker.spent()).isEqualTo(3 * ONE_ANSWER);
    }

    @Test
    void manyAtOnceWhoseBytesAreAllTokensPassTheBudgetByOneAnswerAtMost() throws Exception {
        String question = QUESTION.replace("Why?", "0 1 2 3 4 5 6 7 8 9 ".repeat(500));
        String start = """
                event: message_start
                data: {"type":"message_start","message":{"id":"m","usage":{"input_tokens":0,"cache_creation":{"ephemeral_1h_input_tokens":%d}}}}

                """.formatted(question.length());
        for (int i = 0; i < 12; i++) {
            broker.provider().thenStream(start, END);
        }
        // A token for each byte, kept for an hour; and the fifty of the end.
        long answer = 6L * question.length() + 50 * 15;
        try (Broker.Line line = broker.line("anthropic", answer);
                ExecutorService agents = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> asked = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                asked.add(agents.submit(() -> TestingAgent.ask(line, question).status()));
            }
            List<Integer> statuses = new ArrayList<>();
            for (Future<Integer> one : asked) {
                statuses.add(one.get());
            }

            assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 402);
            assertThat(line.spent().costMicros()).isEqualTo(answer);
        }
    }

    @Test
    void waitsForShortLimitsItself() throws IOException {
        broker.provider()
                .thenAnswer(429, "{}", "Retry-After", "0")
                .thenAnswer(529, "{}", "Retry-After", "0")
                .thenStream(START, END);

        try (Broker.Line line = broker.line()) {
            assertThat(TestingAgent.ask(line, QUESTION).body()).endsWith(END);
            assertThat(line.halted()).isEmpty();
        }
        assertThat(broker.provider().heard()).hasSize(3);
        assertThat(broker.calls()).hasSize(1);
    }

    @Test
    void leavesLongLimitsToTheRun() throws IOException {
        broker.provider().thenAnswer(429, "{}", "Retry-After", "3600");
        Instant before = Instant.now();

        try (Broker.Line line = broker.line()) {
            TestingAgent.Answer answer = TestingAgent.ask(line, QUESTION);

            assertThat(answer.status()).isEqualTo(429);
            assertThat(line.halted())
                    .hasValueSatisfying(halt -> assertThat(((Halt.Limited) halt).until())
                            .isBetween(before.plusSeconds(3600), Instant.now().plusSeconds(3600)));
            assertThat(TestingAgent.ask(line, QUESTION).status()).isEqualTo(429);
            assertThat(line.spent().costMicros()).isZero();
        }
        assertThat(broker.provider().heard()).hasSize(1);
        assertThat(broker.calls()).singleElement().satisfies(call -> {
            assertThat(call.status()).isEqualTo(429);
            assertThat(call.costMicros()).isZero();
        });
    }

    @Test
    void anOverloadedProviderThatNamesNoTimeIsAskedAgainInAMinute() throws IOException {
        broker.provider().thenAnswer(529, "{}");
        Instant before = Instant.now();

        try (Broker.Line line = broker.line()) {
            TestingAgent.ask(line, QUESTION);

            assertThat(line.halted())
                    .hasValueSatisfying(halt -> assertThat(((Halt.Limited) halt).until())
                            .isBetween(before.plusSeconds(60), Instant.now().plus(Duration.ofSeconds(75))));
        }
    }

    @Test
    void triesAgainWhenAProviderFails() throws IOException {
        broker.provider().thenAnswer(500, "{}").thenAnswer(503, "{}").thenStream(START, END);

        try (Broker.Line line = broker.line()) {
            assertThat(TestingAgent.ask(line, QUESTION).body()).endsWith(END);
        }
        assertThat(broker.spent()).isEqualTo(ONE_ANSWER);
    }

    @Test
    void passesOnThatAProviderGoesOnFailing() throws IOException {
        for (int i = 0; i < 4; i++) {
            broker.provider().thenAnswer(500, "{\"type\":\"error\",\"n\":" + i + "}");
        }
        try (Broker.Line line = broker.line()) {
            TestingAgent.Answer answer = TestingAgent.ask(line, QUESTION);

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).isEqualTo("{\"type\":\"error\",\"n\":3}");
            assertThat(answer.headers()).contains("x-should-retry: false");
            assertThat(line.halted()).isEmpty();
        }
        assertThat(broker.spent()).isZero();
    }

    @Test
    void saysWhereARefusedKeyIs() throws IOException {
        broker.provider().thenAnswer(401, "{\"message\":\"not " + TestingBroker.KEY + "\"}");

        try (Broker.Line line = broker.line()) {
            TestingAgent.Answer answer = TestingAgent.ask(line, QUESTION);

            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.body()).doesNotContain(TestingBroker.KEY);
            assertThat(line.halted())
                    .contains(
                            new Halt.Refused(
                                    "anthropic refused the key of this worker (401). Look at the file that PAWL_MODEL_PROVIDERS_ANTHROPIC_KEY_FILE names."));
        }
    }

    @Test
    void holdsTheNextQuestionUntilTheTurnIsSaved() throws Exception {
        broker.provider().thenStream(START, END).thenStream(START, END);
        List<Usage> saved = new CopyOnWriteArrayList<>();
        CountDownLatch mayGoOn = new CountDownLatch(1);
        CountDownLatch saving = new CountDownLatch(1);

        try (Broker.Line line = broker.line("anthropic", List.of(TestingBroker.MODEL), null, (usage, _) -> {
                    saved.add(usage);
                    saving.countDown();
                    await(mayGoOn);
                });
                TestingAgent agent = TestingAgent.at(line)) {
            // What a resumed conversation begins with is nothing to save.
            TestingAgent.ask(line, NEXT_QUESTION);
            assertThat(saved).isEmpty();

            agent.send("POST /v1/messages", "x-api-key: " + line.token(), NEXT_QUESTION);
            assertThat(saving.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(broker.provider().heard()).as("held back").hasSize(1);
            assertThat(saved).containsExactly(new Usage(1, 1140, 50, ONE_ANSWER, Usage.Source.MEASURED));

            mayGoOn.countDown();
            assertThat(agent.answer().body()).endsWith(END);
        }
        assertThat(saved).hasSize(1);
    }

    @Test
    void buysNothingForAnAgentThatWentAwayMeanwhile() throws Exception {
        broker.provider().thenStream(START, END).thenStream(START, END);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        CountDownLatch saving = new CountDownLatch(1);

        try (Broker.Line line = broker.line("anthropic", List.of(), null, (_, _) -> {
            saving.countDown();
            await(mayGoOn);
        })) {
            TestingAgent.ask(line, QUESTION);
            try (TestingAgent agent = TestingAgent.at(line)) {
                agent.send("POST /v1/messages", "x-api-key: " + line.token(), NEXT_QUESTION);
                assertThat(saving.await(30, TimeUnit.SECONDS)).isTrue();
            }
            // Heard by the same thread, so that by now it has heard of the leaving too.
            assertThat(TestingAgent.ask(line, "POST /v1/messages", "x-api-key: nobody", QUESTION)
                            .status())
                    .isEqualTo(401);
            mayGoOn.countDown();
        }
        assertThat(broker.provider().heard()).hasSize(1);
        assertThat(broker.calls()).hasSize(1);
    }

    @Test
    void savesNothingForASmallQuestionBesideTheConversation() throws IOException {
        broker.provider().thenStream(START, END).thenStream(START, END);
        List<Usage> saved = new CopyOnWriteArrayList<>();
        List<String> models = List.of(TestingBroker.MODEL, "claude-haiku-4-5");

        try (Broker.Line line = broker.line("anthropic", models, null, (usage, _) -> saved.add(usage))) {
            TestingAgent.ask(line, QUESTION);
            TestingAgent.ask(line, NEXT_QUESTION.replace(TestingBroker.MODEL, "claude-haiku-4-5-20251001"));

            assertThat(saved).isEmpty();
        }
    }

    @Test
    void letsNothingThroughAfterWhatCouldNotBeSaved() throws IOException {
        broker.provider().thenStream(START, END);

        try (Broker.Line line = broker.line("anthropic", List.of(), null, (_, _) -> {
            throw new IOException("the disk is full");
        })) {
            TestingAgent.ask(line, QUESTION);
            TestingAgent.Answer answer = TestingAgent.ask(line, NEXT_QUESTION);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(line.halted())
                    .contains(new Halt.Broken("What the agent has done could not be saved: the disk is full"));
        }
        assertThat(broker.provider().heard()).hasSize(1);
    }

    private static void talk(OutputStream out, CountDownLatch stopped) {
        try (out) {
            TestingProvider.write(out, START);
            while (true) {
                TestingProvider.write(out, text("x".repeat(400)));
            }
        } catch (IOException gone) {
            stopped.countDown();
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new IOException("nobody went on");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
