package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FixCommandTest {

    private static final String ID = "bugfix-01JD3V8Q7W";
    private static final String RUN = "GET /v1/runs/" + ID;
    private static final String SUBMITTED =
            "{\"id\":\"" + ID + "\",\"kind\":\"bugfix\",\"status\":\"submitted\",\"events\":0}";
    private static final String WAITING = """
            {"id":"%s","kind":"bugfix","status":"needs_human","stage":"fix","revision":9,"events":0,
             "waitsFor":{"question":1,"reason":"3 rounds are spent.","verbs":["retry","edit","abort"],
               "findings":[{"gate":"tests","message":"The test a fails."}]},
             "cost":{"turns":0,"inputTokens":0,"outputTokens":0,"costMicros":0,"source":"claimed"}}""".formatted(ID);

    @TempDir
    private Path folder;

    private FakeGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
        gateway.onText("POST /v1/bugfixes", 202, SUBMITTED);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void reportsABugAndPrintsTheRun() throws IOException {
        Path report = Files.writeString(folder.resolve("report"), "It is\nwrong.");

        Called called = Called.against(
                gateway,
                "fix",
                folder.toString(),
                "--title",
                "Sums",
                "--report-file",
                report.toString(),
                "--agent",
                "command:mender",
                "--sandbox",
                "bubblewrap",
                "--deliver",
                "branch:fix/sums",
                "--rounds",
                "2",
                "--deadline",
                "90m",
                "--trigger",
                "jenkins",
                "--build",
                "7",
                "--failed-test",
                "a.B.c",
                "--key",
                "jenkins-7");

        assertThat(called.exit()).as(called.err()).isZero();
        assertThat(called.out()).isEqualTo(ID + "\n");
        assertThat(called.err()).isEqualTo("Watch it with: pawl watch " + ID + "\n");
        assertThat(gateway.asked().getFirst().idempotencyKey()).isEqualTo("jenkins-7");
        assertThat(Json.of(gateway.asked().getFirst().body())).isEqualTo(Json.of("""
                {"repository":{"url":"file://%s"},"title":"Sums","report":"It is\\nwrong.",
                 "agent":{"runtime":"command","name":"mender"},"sandbox":"bubblewrap","limits":{"deadline":"PT1H30M","rounds":2},
                 "delivery":{"way":"branch","branch":"fix/sums"},
                 "trigger":{"system":"jenkins","build":"7","tests":["a.B.c"]}}""".formatted(folder)));
    }

    @Test
    void waitsAndEndsAsTheRunDid() {
        gateway.onStream(
                ID, Messages.events("events-bugfix.json") + Messages.end(FakeGateway.golden("run-fixed.json")));

        Called called = Called.against(gateway, "fix", "https://host/a", "--title", "Sums", "--wait");

        assertThat(called.exit()).isZero();
        assertThat(called.err())
                .contains("fix/1: the agent command:mender begins")
                .contains("fix/1: the agent ended: done. The number is four now.")
                .contains("gate reproduction: pass. The test sh.is-four fails on the base, and pass");
        assertThat(called.out())
                .contains("Ended: fixed, commit c2d9a259c567d43498377fc3788c19003e5c7b84 on branch pawl/")
                .contains("Patch:     pawl patch " + ID)
                .contains("Evidence:  pawl evidence " + ID);
    }

    @Test
    void endsWithThreeWhereItNeedsAPerson() {
        gateway.onStream(ID, Messages.run(WAITING) + Messages.QUIET);

        Called called = Called.against(gateway, "fix", "https://host/a", "--title", "Sums", "--wait");

        assertThat(called.exit()).isEqualTo(3);
        assertThat(called.err())
                .as("nothing that it says at the end, and no cost of nothing")
                .isEqualTo("This is run " + ID + ".\nstage fix\n");
        assertThat(called.out())
                .contains("It waits for a person: 3 rounds are spent.")
                .contains("  - tests: The test a fails.")
                .contains("Decide:  pawl decide " + ID + " retry|edit|abort");
    }

    @Test
    void saysWhatItWaitsForWhereItGoesOnWatching() {
        gateway.onStream(ID, Messages.run(WAITING) + Messages.end(FakeGateway.golden("run-fixed.json")))
                .onStream(
                        ID, Messages.events("events-bugfix.json") + Messages.end(FakeGateway.golden("run-fixed.json")));

        Called called =
                Called.against(gateway, "fix", "https://host/a", "--title", "Sums", "--wait", "--wait-for-person");

        assertThat(called.exit()).isZero();
        assertThat(called.err()).containsOnlyOnce("It waits for a person: 3 rounds are spent.");
    }

    @Test
    void saysOnceThatNobodyGoesOnWithItUntilSomebodyDoes() {
        String stalled = """
                {"id":"%s","kind":"bugfix","status":"running","stage":"fix","revision":4,"events":0,
                 "stalled":"It waits for a worker of the pool agents.","stalledSince":"2026-11-21T10:00:00Z"}""".formatted(ID);
        String going =
                "{\"id\":\"%s\",\"kind\":\"bugfix\",\"status\":\"running\",\"stage\":\"fix\",\"revision\":4,\"events\":0}"
                        .formatted(ID);
        gateway.onStream(
                ID,
                Messages.run(stalled)
                        + Messages.run(stalled)
                        + Messages.run(going)
                        + Messages.end(
                                "{\"id\":\"%s\",\"kind\":\"bugfix\",\"status\":\"ended\",\"events\":0,\"outcome\":{\"type\":\"fixed\"}}"
                                        .formatted(ID)));
        gateway.onText(RUN, 200, stalled)
                .onText("GET /v1/runs?limit=20", 200, "{\"runs\":[" + stalled + "," + going + "]}");

        assertThat(Called.against(gateway, "fix", "https://host/a", "--title", "Sums", "--wait")
                        .err())
                .containsOnlyOnce("Nobody goes on with it: It waits for a worker of the pool agents.");
        assertThat(Called.against(gateway, "show", ID).out())
                .contains(
                        "Nobody goes on with it since 2026-11-21T10:00:00Z. It waits for a worker of the pool agents.");
        assertThat(Called.against(gateway, "runs").out())
                .containsOnlyOnce("running: stalled")
                .contains("running           fix");
    }

    @Test
    void endsAsEachOutcomeAsks() {
        assertThat(exit("stuck")).isEqualTo(1);
        assertThat(exit("not-reproduced")).isEqualTo(1);
        assertThat(exit("base-broken")).isEqualTo(1);
        assertThat(exit("declined")).isEqualTo(1);
        assertThat(exit("terminated")).isEqualTo(1);
        assertThat(exit("cancelled")).isEqualTo(4);
        assertThat(exit("fixed")).isZero();
    }

    @Test
    void refusesWhatMakesNoSense() {
        assertThat(Called.against(gateway, "fix", "https://host/a").exit()).isEqualTo(2);
        assertThat(Called.against(gateway, "fix", "https://host/a", "--title", "a", "--agent", "b")
                        .err())
                .contains("'b' names no agent");
        assertThat(Called.against(gateway, "fix", "https://host/a", "--title", "a", "--build", "7")
                        .err())
                .contains("Say with --trigger");
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void showsAllOfARun() {
        gateway.on(RUN, 200, "run-fixed.json");

        Called called = Called.against(gateway, "show", ID);

        assertThat(called.exit()).isZero();
        assertThat(called.out())
                .contains("repository  https://git.example.org/plain")
                .contains("cost        1 turns, 100 tokens in, 20 out, $0.000900 (as the agent says itself)")
                .contains("understand  2026-11-21T13:11:23.277386Z  2026-11-21T13:11:26.972089Z")
                .contains("protected  pass    8bd38f6bf7  none   1 file");
    }

    @Test
    void decidesAndCancels() {
        gateway.onText("POST /v1/runs/" + ID + "/decide", 200, SUBMITTED)
                .onText("POST /v1/runs/" + ID + "/cancel", 202, SUBMITTED);

        assertThat(Called.against(gateway, "decide", ID, "edit", "--note", "Look at sums.")
                        .out())
                .isEqualTo("Decided: edit. The run goes on.\n");
        assertThat(Called.against(gateway, "cancel", ID).out()).startsWith("It is to end");

        assertThat(Json.of(gateway.asked().getFirst().body()))
                .isEqualTo(Json.of("{\"verb\":\"edit\",\"note\":\"Look at sums.\"}"));
    }

    @Test
    void writesThePatchAsItIs() throws IOException {
        gateway.onText(RUN + "/patch", 200, "From c2d9a\n--- a\n+++ b\n");
        Path file = folder.resolve("a.patch");

        assertThat(Called.against(gateway, "patch", ID).out()).isEqualTo("From c2d9a\n--- a\n+++ b\n");
        assertThat(Called.against(gateway, "patch", ID, "-o", file.toString()).exit())
                .isZero();

        assertThat(file).hasContent("From c2d9a\n--- a\n+++ b\n");
    }

    @Test
    void printsThePatchOfAFileThatIsNotUtf8() {
        gateway.onLatin1(RUN + "/patch", 200, "From c2d9a\n-caf\u00e9\n+Caf\u00e9\n");

        assertThat(Called.against(gateway, "patch", ID).printed().toString(StandardCharsets.ISO_8859_1))
                .isEqualTo("From c2d9a\n-caf\u00e9\n+Caf\u00e9\n");
    }

    @Test
    void filtersRuns() {
        gateway.onText(
                "GET /v1/runs?limit=20&kind=bugfix&status=ended&repository=https%3A%2F%2Fhost%2Fa&text=a%20b",
                200, "{\"runs\":[]}");

        assertThat(Called.against(
                                gateway,
                                "runs",
                                "--kind",
                                "bugfix",
                                "--status",
                                "ended",
                                "--repository",
                                "https://host/a",
                                "--text",
                                "a b")
                        .exit())
                .isZero();
    }

    private int exit(String outcome) {
        try (FakeGateway other = new FakeGateway()) {
            other.onText("POST /v1/bugfixes", 202, SUBMITTED)
                    .onStream(
                            ID,
                            Messages.end(
                                    "{\"id\":\"%s\",\"kind\":\"bugfix\",\"status\":\"ended\",\"events\":0,\"outcome\":{\"type\":\"%s\"}}"
                                            .formatted(ID, outcome)));
            return Called.against(other, "fix", "https://host/a", "--title", "Sums", "--wait")
                    .exit();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
