package dev.pawl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// `watch` and `logs -f` on a stream that is not always what it should be.
final class FollowTest {

    private static final String ID = "bugfix-01JD3V8Q7W";
    private static final String RUN = "GET /v1/runs/" + ID;
    private static final String FIXED = FakeGateway.golden("run-fixed.json");

    private FakeGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new FakeGateway();
        gateway.onText(RUN, 200, run(1, "reproduce"));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void watchesLineByLine() {
        gateway.onStream(
                ID,
                Messages.run(run(1, "reproduce"))
                        + Messages.events("events-bugfix.json")
                        + Messages.run(run(2, "fix"))
                        + Messages.run(run(3, "fix"))
                        + Messages.end(FIXED));

        Called called = Called.against(gateway, "watch", ID);

        assertThat(called.exit()).isZero();
        assertThat(called.err())
                .startsWith("stage reproduce\n")
                .containsOnlyOnce("stage fix\n")
                .contains("fix/1: the agent ended: done. The number is four now.")
                .endsWith("cost so far: 1 turns, 100 tokens in, 20 out, $0.000900 (as the agent says itself)\n");
        assertThat(called.out()).contains("Ended: fixed, commit c2d9a259c567d43498377fc3788c19003e5c7b84");
        assertThat(gateway.routes()).containsExactly(RUN, FakeGateway.stream(ID));
    }

    /// Also where the gateway tells of the run as it was before the last events.
    @Test
    void tellsAStageOnceAndBeforeTheAgentThatBeginsInIt() {
        gateway.onStream(
                ID,
                Messages.events("events-bugfix.json")
                        + Messages.run(run(1, "reproduce"))
                        + Messages.run(run(2, "fix"))
                        + Messages.end(FIXED));

        Called called = Called.against(gateway, "watch", ID);

        assertThat(called.err().lines().filter(line -> line.startsWith("stage ") || line.endsWith(" begins")))
                .containsExactly(
                        "stage reproduce",
                        "  13:11:27  reproduce/1: the agent command:mender begins",
                        "stage fix",
                        "  13:11:27  fix/1: the agent command:mender begins");
    }

    @Test
    void printsTheRunAsItEndedForPrograms() {
        gateway.onStream(ID, Messages.events("events-bugfix.json") + Messages.end(FIXED));

        Called called = Called.against(gateway, "watch", ID, "--json");

        assertThat(Json.of(called.out())).isEqualTo(Json.of(FIXED));
        assertThat(called.err()).isEmpty();
    }

    @Test
    void goesOnBehindTheLastEventWhenTheGatewayIsRestarted() {
        gateway.onCutStream(ID, Messages.event(1, "a") + Messages.event(2, "b") + "id: 3\nevent: event\ndata: {\"se")
                .hangUpOn(FakeGateway.stream(ID))
                .onText(FakeGateway.stream(ID), 503, "{\"title\":\"Starting\",\"detail\":\"Try again soon.\"}")
                .onStream(ID, Messages.event(3, "c") + Messages.lost("It shuts down."))
                .onStream(ID, Messages.event(4, "d") + ended(4));

        Called called = Called.against(gateway, "logs", ID, "-f");

        assertThat(called.exit()).isZero();
        assertThat(numbers(called)).containsExactly("1", "2", "3", "4");
        assertThat(asked()).containsExactly("0", "2", "2", "2", "3");
        assertThat(called.err().lines())
                .singleElement()
                .asString()
                .endsWith("This goes on by itself as soon as the gateway answers.");
    }

    @Test
    void saysOnceWhenTheGatewayIsAwayAndWaitsLongerEachTime() {
        String starting = "{\"title\":\"Starting\",\"detail\":\"Try again soon.\"}";
        gateway.onText(FakeGateway.stream(ID), 503, starting)
                .onText(FakeGateway.stream(ID), 503, starting)
                .onText(FakeGateway.stream(ID), 503, starting)
                .onStream(ID, Messages.event(1, "a"))
                .onText(FakeGateway.stream(ID), 503, starting)
                .onStream(ID, ended(1));

        Called called = Called.against(gateway, "watch", ID);

        assertThat(called.exit()).isZero();
        assertThat(called.err().lines().filter(line -> line.startsWith("Starting: Try again soon. This goes on")))
                .as("once for each time that it was away")
                .hasSize(2);
        assertThat(called.slept().subList(0, 3)).isSorted().doesNotHaveDuplicates();
        assertThat(called.slept().get(3)).isEqualTo(called.slept().getFirst());
    }

    @Test
    void asksAgainForWhatWasLeftOut() {
        gateway.onStream(ID, Messages.event(1, "a") + Messages.event(3, "c") + ended(3))
                .onStream(ID, Messages.event(2, "b") + Messages.event(3, "c") + ended(3));

        Called called = Called.against(gateway, "logs", ID, "-f");

        assertThat(numbers(called)).containsExactly("1", "2", "3");
        assertThat(asked()).containsExactly("0", "1");
    }

    @Test
    void isNotContentWithAnEndThatCountsMoreThanWasTold() {
        gateway.onStream(ID, Messages.event(1, "a") + ended(2)).onStream(ID, Messages.event(2, "b") + ended(2));

        Called called = Called.against(gateway, "logs", ID, "-f");

        assertThat(numbers(called)).containsExactly("1", "2");
        assertThat(asked()).containsExactly("0", "1");
    }

    @Test
    void printsNothingTwice() {
        gateway.onStream(
                ID,
                Messages.event(6, "early")
                        + Messages.event(7, "a")
                        + Messages.event(8, "b")
                        + Messages.event(8, "b")
                        + Messages.event(7, "a")
                        + ended(8));

        Called called = Called.against(gateway, "logs", ID, "-f", "--after", "6", "--json");

        assertThat(called.out().lines().map(line -> Json.of(line).path("seq").asInt()))
                .containsExactly(7, 8);
        assertThat(asked()).containsExactly("6");
    }

    @Test
    void hearsNothingInWhatItDoesNotKnow() {
        gateway.onStream(
                ID,
                "\uFEFF<html>\nretry: 5\nnonsense\n::\n\n\ndata\n\nevent: later\ndata: {}\n\nid: x\n\n"
                        + "event: event\r\ndata: {\"seq\":1,\r\ndata:\"kind\":\"a\"}\r\n: in between\r\n\r\n"
                        + ended(1));

        Called called = Called.against(gateway, "logs", ID, "-f");

        assertThat(called.exit()).as(called.err()).isZero();
        assertThat(numbers(called)).containsExactly("1");
    }

    @Test
    void complainsOfOneWhoSpeaksOtherwise() {
        gateway.onStream(ID, "event: run\ndata: <html>\n\n");
        assertThat(Called.against(gateway, "watch", ID).err()).contains("does not speak as Pawl's gateway");

        try (FakeGateway other = new FakeGateway()) {
            other.onText(RUN, 200, run(1, "fix")).onText(FakeGateway.stream(ID), 200, "<html>a proxy</html>");
            assertThat(Called.against(other, "watch", ID).exit()).isEqualTo(5);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void givesUpWhenItHearsNothingNewForTooLong() {
        gateway.onStream(ID, Messages.run(run(1, "fix")) + ": PT40M\n" + Messages.QUIET);

        Called called = Called.against(gateway, "watch", ID);

        assertThat(called.exit()).isEqualTo(1);
        assertThat(called.err()).contains("has not moved for 60 min; is a worker up?");
    }

    @Test
    void saysAtOnceThatThereIsNoSuchRun() {
        gateway.on("GET /v1/runs/bugfix-0", 404, "problem-run-unknown.json");

        assertThat(Called.against(gateway, "watch", "bugfix-0").exit()).isEqualTo(7);
        assertThat(Called.against(gateway, "logs", "-f", "bugfix-0").exit()).isEqualTo(7);
    }

    private List<String> asked() {
        return gateway.asked().stream()
                .filter(asked -> asked.route().equals(FakeGateway.stream(ID)))
                .map(FakeGateway.Asked::lastEventId)
                .toList();
    }

    private static List<String> numbers(Called called) {
        return called.out().lines().map(line -> line.substring(0, 6).strip()).toList();
    }

    private static String ended(int events) {
        return Messages.end(FIXED.replace("\"events\": 21", "\"events\": " + events));
    }

    private static String run(int revision, String stage) {
        return "{\"id\":\"%s\",\"kind\":\"bugfix\",\"status\":\"running\",\"stage\":\"%s\",\"revision\":%d,\"events\":0}"
                .formatted(ID, stage, revision);
    }
}
