package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A run whose agents' provider takes no more for now, as people see it.
final class ParkedRunTest {

    private static final String ID = "bugfix-01JD3V8Q7W";
    private static final String RUN = "GET /v1/runs/" + ID;
    private static final String FIXED = FakeGateway.golden("run-fixed.json").replace("\"events\": 21", "\"events\": 0");
    private static final String SENTENCE =
            "It is parked until 2026-11-21T14:05:00Z (in 230 min): It takes no more for now.";

    private FakeGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
        gateway.onText(RUN, 200, parked("2026-11-21T14:05:00Z"));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void saysUntilWhenAndWhy() {
        Called called = Called.against(gateway, "show", ID);

        assertThat(called.out())
                .contains("status   parked\n")
                .contains("cost     1 turns, 2 tokens in, 3 out, $0.520000 (measured)")
                .endsWith(SENTENCE + "\nIt goes on by itself. End it:  pawl cancel " + ID + "\n")
                .doesNotContain("Decide:");
    }

    @Test
    void saysThatItIsDueWhenTheTimeHasCome() {
        gateway.onText(RUN, 200, parked("2026-11-21T10:14:59Z"));
        Called.against(gateway, "show", ID);

        assertThat(Called.against(gateway, "show", ID).out())
                .contains("It is parked until 2026-11-21T10:14:59Z (any moment now): It takes no more");
    }

    /// It is watched for 80 minutes here, and whoever watches gives up after 60 in which nothing moves.
    @Test
    void isWatchedForAsLongAsItIsParked() {
        String parked = Messages.run(parked("2026-11-21T14:05:00Z"));
        gateway.onStream(ID, parked + ": PT40M\n" + Messages.QUIET)
                .onStream(ID, parked + ": PT40M\n" + Messages.QUIET)
                .onStream(ID, Messages.end(FIXED));

        Called called = Called.against(gateway, "watch", ID);

        assertThat(called.exit()).as(called.err()).isZero();
        assertThat(called.err())
                .containsOnlyOnce("It is parked until 2026-11-21T14:05:00Z")
                .doesNotContain("waits for a person");
    }

    @Test
    void isNotWatchedForLongAfterItShouldHaveGoneOn() {
        gateway.onStream(ID, Messages.run(parked("2026-11-21T10:20:00Z")) + ": PT40M\n" + Messages.QUIET);

        Called called = Called.against(gateway, "watch", ID);

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.err()).contains("has not moved for 60 min");
    }

    @Test
    void asksForABudgetInDollars() {
        gateway.onText("POST /v1/bugfixes", 202, parked("2026-11-21T14:05:00Z"));

        Called called = Called.against(
                gateway,
                "fix",
                "https://host/a",
                "--title",
                "Sums",
                "--agent",
                "claude-code:anthropic",
                "--budget",
                "0.50");

        assertThat(called.exit()).as(called.err()).isZero();
        assertThat(gateway.asked().getLast().body()).contains("\"limits\":{\"budget\":{\"usd\":0.5}}");
        assertThat(Called.against(gateway, "fix", "https://host/a", "--title", "a", "--budget", "much")
                        .exit())
                .isEqualTo(2);
    }

    private static String parked(String until) {
        return """
                {"id":"%s","kind":"bugfix","status":"parked","stage":"fix","revision":9,"events":0,
                 "waitsFor":{"kind":"limit","until":"%s","reason":"It takes no more for now."},
                 "cost":{"turns":1,"inputTokens":2,"outputTokens":3,"costMicros":520000,"source":"measured"}}""".formatted(ID, until);
    }
}
