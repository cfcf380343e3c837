package dev.pawl.activities.broker;

import static dev.pawl.activities.broker.TestingBroker.QUESTION;
import static dev.pawl.activities.broker.TestingProvider.END;
import static dev.pawl.activities.broker.TestingProvider.START;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How much of a worker one agent can take.
final class BrokerBoundsTest extends BrokerTest {

    private static final String MESSAGES = "POST /v1/messages";

    @Test
    void asksForTheTokenBeforeItTakesTheBody() throws IOException {
        try (Broker.Line line = broker.line();
                TestingAgent agent = TestingAgent.at(line)) {
            agent.sendHead(MESSAGES, "x-api-key: nobody\r\nContent-Length: 30000000");

            TestingAgent.Answer answer = agent.answer();
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).contains("\"type\":\"authentication_error\"");
        }
    }

    @Test
    void saysThatABodyIsTooLargeBeforeItTakesIt() throws IOException {
        try (Broker.Line line = broker.line();
                TestingAgent agent = TestingAgent.at(line)) {
            agent.sendHead(
                    MESSAGES, "x-api-key: " + line.token() + "\r\nExpect: 100-continue\r\nContent-Length: 99999999");

            assertThat(agent.answer().status()).isEqualTo(413);
        }
    }

    @Test
    void takesNoBodyWhoseLengthIsNotSaid() throws IOException {
        try (Broker.Line line = broker.line();
                TestingAgent agent = TestingAgent.at(line)) {
            agent.sendHead(MESSAGES, "x-api-key: " + line.token() + "\r\nTransfer-Encoding: chunked");

            assertThat(agent.answer().status()).isEqualTo(411);
        }
    }

    @Test
    void asksForABodyWhereTheAgentWaitsToBeAsked() throws IOException {
        broker.provider().thenStream(START, END);

        try (Broker.Line line = broker.line();
                TestingAgent agent = TestingAgent.at(line)) {
            agent.sendHead(
                    MESSAGES,
                    "x-api-key: %s\r\nExpect: 100-continue\r\nContent-Length: %d"
                            .formatted(line.token(), QUESTION.length()));
            agent.await("100 Continue\r\n\r\n");

            assertThat(agent.sendBody(QUESTION).answer().body()).endsWith(END);
        }
    }

    @Test
    void letsInSixteenAtATime() throws IOException {
        List<TestingAgent> inside = new ArrayList<>();
        try (Broker.Line line = broker.line()) {
            for (int i = 0; i < 16; i++) {
                inside.add(TestingAgent.at(line));
            }
            try (TestingAgent another = TestingAgent.at(line)) {
                assertThat(another.answer().status()).as("sent away").isZero();
            }
            assertThat(inside.getFirst()
                            .send(MESSAGES, "x-api-key: nobody", QUESTION)
                            .answer()
                            .status())
                    .isEqualTo(401);
            // The place of whoever has left is free, again and again.
            for (int i = 0; i < 20; i++) {
                assertThat(TestingAgent.ask(line, MESSAGES, "x-api-key: nobody", QUESTION)
                                .status())
                        .isEqualTo(401);
            }
        } finally {
            for (TestingAgent agent : inside) {
                agent.close();
            }
        }
    }

    @Test
    void holdsSoMuchForALineAndNoMore() throws IOException {
        broker.provider().thenStream(START, END);

        try (Broker.Line line = broker.line()) {
            String most = "x-api-key: %s\r\nContent-Length: %d".formatted(line.token(), 32 << 20);
            try (TestingAgent slow = TestingAgent.at(line);
                    TestingAgent another = TestingAgent.at(line)) {
                slow.sendHead(MESSAGES, most + "\r\nExpect: 100-continue").await("100 Continue\r\n\r\n");

                TestingAgent.Answer answer = another.sendHead(MESSAGES, most).answer();
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.headers()).contains("retry-after: 1");
            }
            // Whoever went away holds nothing.
            assertThat(TestingAgent.ask(line, QUESTION).body()).endsWith(END);
        }
    }

    @Test
    void readsNoRequestOfTooManyParts() throws IOException {
        String many = QUESTION.replace("\"Why?\"", "[" + "{},".repeat(2_600_000) + "{}]");

        try (Broker.Line line = broker.line()) {
            TestingAgent.Answer answer = TestingAgent.ask(line, many);

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.body()).contains("250,000 parts");
        }
        assertThat(broker.provider().heard()).isEmpty();
    }

    @Test
    void readsNoRequestThatIsTooDeep() throws IOException {
        String deep = QUESTION.replace("\"Why?\"", "[".repeat(1000) + "]".repeat(1000));

        try (Broker.Line line = broker.line()) {
            assertThat(TestingAgent.ask(line, deep).status()).isEqualTo(413);
        }
        assertThat(broker.provider().heard()).isEmpty();
    }

    @Test
    void passesOnALargePicture() throws IOException {
        broker.provider().thenStream(START, END);
        String large = QUESTION.replace("Why?", "A".repeat(21 << 20));

        try (Broker.Line line = broker.line()) {
            assertThat(TestingAgent.ask(line, large).body()).endsWith(END);
        }
        assertThat(broker.provider().heard().getFirst().body()).isEqualTo(large);
    }
}
