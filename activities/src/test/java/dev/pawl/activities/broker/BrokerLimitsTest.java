package dev.pawl.activities.broker;

import static dev.pawl.activities.broker.TestingBroker.QUESTION;
import static dev.pawl.activities.broker.TestingProvider.END;
import static dev.pawl.activities.broker.TestingProvider.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.activities.broker.Broker.Halt;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// A provider that takes no more for now, or fails: what the broker waits for itself, and what it leaves to the run.
final class BrokerLimitsTest extends BrokerTest {

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
}
