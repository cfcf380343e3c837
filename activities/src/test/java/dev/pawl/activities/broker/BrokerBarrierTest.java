package dev.pawl.activities.broker;

import static dev.pawl.activities.broker.TestingBroker.NEXT_QUESTION;
import static dev.pawl.activities.broker.TestingBroker.QUESTION;
import static dev.pawl.activities.broker.TestingProvider.END;
import static dev.pawl.activities.broker.TestingProvider.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.broker.Broker.Halt;
import dev.pawl.workflows.port.agent.Usage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Between two turns: the next question waits until what was done is saved.
final class BrokerBarrierTest extends BrokerTest {

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

    /// Whoever is still being answered is about to do something: its tree and what was bought do not belong together.
    @Test
    void savesNothingWhileAnotherAnswerIsOnItsWay() throws Exception {
        List<Usage> saved = new CopyOnWriteArrayList<>();
        CountDownLatch onItsWay = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        broker.provider()
                .thenStream(START, END)
                .then(exchange -> {
                    try (OutputStream out = TestingProvider.stream(exchange)) {
                        TestingProvider.write(out, START);
                        onItsWay.countDown();
                        await(mayEnd);
                        TestingProvider.write(out, END);
                    }
                })
                .thenStream(START, END)
                .thenStream(START, END);

        try (Broker.Line line = broker.line("anthropic", List.of(), null, (usage, _) -> saved.add(usage));
                TestingAgent beside = TestingAgent.at(line)) {
            TestingAgent.ask(line, QUESTION);
            beside.send("POST /v1/messages", "x-api-key: " + line.token(), QUESTION);
            assertThat(onItsWay.await(30, TimeUnit.SECONDS)).isTrue();

            assertThat(TestingAgent.ask(line, NEXT_QUESTION).body()).endsWith(END);
            assertThat(saved).isEmpty();

            mayEnd.countDown();
            assertThat(beside.answer().body()).endsWith(END);
            TestingAgent.ask(line, NEXT_QUESTION);
            assertThat(saved).extracting(Usage::turns).containsExactly(3L);
        }
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
