package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class DoctorCommandTest {

    private static final String SUBMIT = "POST /v1/checkups";
    private static final String RUN = "checkup-01JD3V8Q7W";

    private FakeGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void followsTheCheckupToItsEndAndPrintsWhatItFound() {
        gateway.on(SUBMIT, 202, "run-submitted.json")
                .onStream(
                        RUN,
                        Messages.run(FakeGateway.golden("run-submitted.json"))
                                + Messages.events("events.json")
                                + Messages.end(FakeGateway.golden("run-sound.json")));

        Called called = Called.against(gateway, "doctor", "--rounds", "2", "--pause", "500ms");

        assertThat(called.exit()).isZero();
        assertThat(called.out().lines())
                .containsExactly(
                        "POOL     PART      STATUS  MILLIS  DETAIL",
                        "control  objects   sound   12      64 KiB written and read back",
                        "control  database  sound   4       a row written and read back",
                        "work     objects   sound   11      64 KiB written and read back",
                        "The house is sound (3 findings, run checkup-01JD3V8Q7W).");
        assertThat(called.err()).contains("examined").contains("{\"round\":1,\"pool\":\"control\"}");
        assertThat(gateway.asked().getFirst().body()).contains("\"rounds\":2").contains("\"pause\":\"PT0.5S\"");
    }

    @Test
    void exitsWithOneWhenTheHouseIsUnsound() {
        gateway.on(SUBMIT, 202, "run-submitted.json")
                .onStream(RUN, Messages.events("events.json") + Messages.end(FakeGateway.golden("run-unsound.json")));

        Called called = Called.against(gateway, "doctor");

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.out())
                .contains("work     objects   unsound  30004   the bucket pawl is not there")
                .endsWith("The house is not sound; the table says where (run checkup-01JD3V8Q7W).\n");
    }

    @Test
    void sendsTheSameKeyAgainWhenTheFirstQuestionGotNoAnswer() {
        gateway.hangUpOn(SUBMIT)
                .hangUpOn(SUBMIT)
                .onText(SUBMIT, 503, "{\"title\":\"Starting\",\"detail\":\"Try again soon.\"}")
                .on(SUBMIT, 202, "run-submitted.json")
                .onStream(RUN, Messages.events("events.json") + Messages.end(FakeGateway.golden("run-sound.json")));

        Called called = Called.against(gateway, "doctor");

        assertThat(called.exit()).isZero();
        assertThat(gateway.asked().stream()
                        .filter(asked -> asked.route().equals(SUBMIT))
                        .map(FakeGateway.Asked::idempotencyKey)
                        .distinct())
                .singleElement()
                .asString()
                .hasSize(36);
    }

    @Test
    void goesOnWhenTheGatewayIsRestartedMeanwhile() {
        gateway.on(SUBMIT, 202, "run-submitted.json")
                .onCutStream(
                        RUN,
                        Messages.event(1, "started")
                                + Messages.event(2, "examined")
                                + Messages.run(FakeGateway.golden("run-running.json")))
                .hangUpOn(FakeGateway.stream(RUN))
                .hangUpOn(FakeGateway.stream(RUN))
                .onStream(RUN, Messages.events("events.json") + Messages.end(FakeGateway.golden("run-sound.json")));

        Called called = Called.against(gateway, "doctor");

        assertThat(called.exit()).isZero();
        assertThat(called.err().lines().filter(line -> line.contains("started")))
                .hasSize(1);
    }

    @Test
    void givesUpOnAGatewayThatStaysAway() {
        gateway.on(SUBMIT, 202, "run-submitted.json").hangUpOn(FakeGateway.stream(RUN));

        Called called = Called.against(gateway, "doctor", "--patience", "30s");

        assertThat(called.exit()).isEqualTo(5);
        assertThat(called.err()).contains("broke before it answered");
        assertThat(called.slept().stream().reduce(Duration.ZERO, Duration::plus))
                .isBetween(Duration.ofSeconds(30), Duration.ofSeconds(33));
    }

    @Test
    void saysThatTheRunStandsStillInsteadOfWaitingForEver() {
        gateway.on(SUBMIT, 202, "run-submitted.json")
                .onStream(RUN, Messages.run(FakeGateway.golden("run-submitted.json")) + ": PT40S\n" + Messages.QUIET);

        Called called = Called.against(gateway, "doctor", "--patience", "1m");

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.err()).contains("has not moved for 60 s; is a worker up?");
    }

    @Test
    void doesNotWaitForAHouseThatWasNeverOpened() {
        gateway.close();

        Called called = Called.against(gateway, "doctor");

        assertThat(called.exit()).isEqualTo(5);
        assertThat(called.slept()).isEmpty();
        assertThat(called.err()).contains("Nobody answers at http://127.0.0.1:").contains("pawl up");
    }

    @Test
    void printsTheRunAsTheGatewaySentItForPrograms() {
        gateway.on(SUBMIT, 202, "run-submitted.json")
                .onStream(RUN, Messages.events("events.json") + Messages.end(FakeGateway.golden("run-sound.json")));

        Called called = Called.against(gateway, "doctor", "--json");

        assertThat(Json.of(called.out())).isEqualTo(Json.of(FakeGateway.golden("run-sound.json")));
        assertThat(called.err()).isEmpty();
    }

    @Test
    void refusesRoundsThatTheGatewayWouldRefuse() {
        Called called = Called.against(gateway, "doctor", "--rounds", "101");

        assertThat(called.exit()).isEqualTo(2);
        assertThat(called.err()).isEqualTo("A checkup has 1 to 100 rounds, not 101.\n");
        assertThat(gateway.asked()).isEmpty();
    }
}
