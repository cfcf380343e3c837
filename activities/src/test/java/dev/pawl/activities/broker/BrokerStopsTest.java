package dev.pawl.activities.broker;

import static dev.pawl.activities.broker.TestingBroker.QUESTION;
import static dev.pawl.activities.broker.TestingProvider.END;
import static dev.pawl.activities.broker.TestingProvider.START;
import static dev.pawl.activities.broker.TestingProvider.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.broker.Broker.Halt;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A budget stops a line: what is spent is passed by one answer at most, however many ask at once.
final class BrokerStopsTest extends BrokerTest {

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
}
