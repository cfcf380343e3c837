package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class RunCommandsTest {

    private static final String RUN = "GET /v1/runs/checkup-01JD3V8Q7W";
    private static final String EVENTS = RUN + "/events?after=";

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
    void listsRunsAndSaysHowToGoOn() {
        gateway.on("GET /v1/runs?limit=20", 200, "runs.json");

        Called called = Called.against(gateway, "runs");

        assertThat(called.exit()).isZero();
        assertThat(called.out().lines())
                .containsExactly(
                        "RUN                 KIND     STATUS        STAGE    CREATED                      TITLE",
                        "checkup-01JD3V8Q7W  checkup  ended: sound  -        2026-11-21T10:15:00.000123Z  Checkup of 2 rounds",
                        "checkup-01JD3V7A11  checkup  running       round 1  2026-11-21T10:14:00Z         Checkup of 1 round");
        assertThat(called.err()).isEqualTo("There are more: pawl runs --after MjAyNi0xMS0yMQ\n");
    }

    @Test
    void asksForTheNextPageWithItsCursor() {
        gateway.onText("GET /v1/runs?limit=5&after=a%2Fb%20c", 200, "{\"runs\":[]}");

        Called called = Called.against(gateway, "runs", "--limit", "5", "--after", "a/b c");

        assertThat(called.out()).isEqualTo("There are no runs before these.\n");
    }

    @Test
    void showsOneRunWithItsFindings() {
        gateway.on(RUN, 200, "run-unsound.json");

        Called called = Called.against(gateway, "show", "checkup-01JD3V8Q7W");

        assertThat(called.exit()).isZero();
        assertThat(called.out()).contains("status   ended: unsound\n").contains("the bucket pawl is not there\n");
    }

    @Test
    void saysWhereTheEvidenceOfTheGatesIs() {
        String fixed = FakeGateway.golden("run-fixed.json");
        String going = "{\"id\":\"bugfix-1\",\"kind\":\"bugfix\",\"status\":\"running\",\"events\":0,\"gates\":"
                + Json.of(fixed).path("gates") + "}";
        gateway.onText("GET /v1/runs/bugfix-0", 200, fixed).onText("GET /v1/runs/bugfix-1", 200, going);

        assertThat(Called.against(gateway, "show", "bugfix-0").out())
                .endsWith("Evidence:  pawl evidence bugfix-01JD3V8Q7W\n");
        assertThat(Called.against(gateway, "show", "bugfix-1").out())
                .endsWith("\n\nEvidence:  pawl evidence bugfix-1\n");
    }

    @Test
    void showsTheEvidenceOfARunThatEndedBeforeItsGates() {
        String paper = "/v1/runs/bugfix-2/evidence/64addbe1";
        gateway.onText(
                "GET /v1/runs/bugfix-2/evidence",
                200,
                "{\"run\":\"bugfix-2\",\"gates\":[],\"delivered\":\"%s\"}".formatted(paper));

        assertThat(Called.against(gateway, "evidence", "bugfix-2").out()).contains("(at its end)", paper);
    }

    @Test
    void printsEveryEventOnceWhileItFollows() {
        gateway.on(RUN, 200, "run-running.json")
                .onStream("checkup-01JD3V8Q7W", Messages.events("events.json") + Messages.lost("It shuts down."))
                .onStream(
                        "checkup-01JD3V8Q7W",
                        Messages.event(4, "late") + Messages.end(FakeGateway.golden("run-sound.json")));

        Called called = Called.against(gateway, "logs", "checkup-01JD3V8Q7W", "--follow");

        assertThat(called.exit()).isZero();
        assertThat(called.out().lines().map(line -> line.substring(0, 6).strip()))
                .containsExactly("1", "2", "3", "4");
    }

    @Test
    void printsOneEventALineForPrograms() {
        gateway.on(RUN, 200, "run-sound.json").on(EVENTS + "0&limit=200", 200, "events.json");

        Called called = Called.against(gateway, "logs", "--json", "checkup-01JD3V8Q7W");

        assertThat(called.out().lines().map(line -> Json.of(line).path("seq").asInt()))
                .containsExactly(1, 2, 3);
    }

    @Test
    void exitsWithSevenAndTheGatewaysWordsForARunThatIsNotThere() {
        gateway.on("GET /v1/runs/checkup-0", 404, "problem-run-unknown.json");

        Called called = Called.against(gateway, "show", "checkup-0");

        assertThat(called.exit()).isEqualTo(7);
        assertThat(called.out()).isEmpty();
        assertThat(called.err())
                .isEqualTo(
                        "There is no such run: No run of this tenant has the id checkup-0. List the runs to find it.\n");
    }

    @Test
    void keepsWhatTheNetworkSentFromMovingTheCursor() {
        gateway.onText(
                "GET /v1/runs?limit=20",
                200,
                "{\"runs\":[{\"id\":\"a\",\"kind\":\"k\",\"status\":\"ended\",\"title\":\"x\\u001b[2Jy\\u009b1m\\u202ez\"}]}");

        Called called = Called.against(gateway, "runs");

        assertThat(called.out())
                .contains("x [2Jy 1m z")
                .doesNotContain("\u001b")
                .doesNotContain("\u202e");
    }

    @Test
    void complainsOfAnAnswerThatIsNoGateways() {
        gateway.onText("GET /v1/runs?limit=20", 200, "<html>a proxy</html>");

        Called called = Called.against(gateway, "runs");

        assertThat(called.exit()).isEqualTo(5);
        assertThat(called.err()).contains("does not speak as Pawl's gateway");
    }
}
