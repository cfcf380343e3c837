package dev.pawl.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.workflows.lifecycle.checkup.CheckupOutcome;
import dev.pawl.workflows.lifecycle.checkup.CheckupRequest;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.probe.Finding;
import io.temporal.common.converter.DefaultDataConverter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What is written into histories. A record may grow; what is here must stay as it is.
final class WireTest {

    private static final Finding FINDING = new Finding("work", "objects", Finding.Status.BROKEN, "no answer", 12);

    static Stream<Arguments> payloads() {
        return Stream.of(
                Arguments.of(
                        "checkup-request",
                        new CheckupRequest("acme", 3, Duration.ofMillis(200), Duration.ofMinutes(1)),
                        CheckupRequest.class),
                Arguments.of("checkup-sound", new CheckupOutcome.Sound(List.of(FINDING)), CheckupOutcome.class),
                Arguments.of("checkup-unsound", new CheckupOutcome.Unsound(List.of(FINDING)), CheckupOutcome.class),
                Arguments.of("checkup-cancelled", new CheckupOutcome.Cancelled(List.of(FINDING)), CheckupOutcome.class),
                Arguments.of(
                        "moment",
                        new Moment("acme", "checkup-1", Instant.parse("2026-11-21T10:00:00.123Z"), 7, "probing"),
                        Moment.class));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("payloads")
    void staysAsItWasWritten(String name, Object value, Class<?> type) throws IOException {
        DefaultDataConverter converter = DefaultDataConverter.newDefaultInstance();

        String written = converter.toPayload(value).orElseThrow().getData().toStringUtf8();

        assertThat(written).isEqualTo(golden(name));
        assertThat((Object) converter.fromPayload(converter.toPayload(value).orElseThrow(), type, type))
                .isEqualTo(value);
    }

    private static String golden(String name) throws IOException {
        try (InputStream file = WireTest.class.getResourceAsStream("/wire/" + name + ".json")) {
            return new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
