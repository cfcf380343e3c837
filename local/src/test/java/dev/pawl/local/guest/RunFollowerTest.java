package dev.pawl.local.guest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.local.HouseException;
import dev.pawl.local.guest.EventsView.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunFollowerTest {

    private static final String RUN = "GET /v1/runs/checkup-1";
    private static final String EVENTS = RUN + "/events?limit=100&after=";

    private ScriptedGateway gateway;

    @BeforeEach
    void open() throws IOException {
        gateway = new ScriptedGateway();
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void readsEachEventOnceUntilTheRunEnds() throws InterruptedException {
        gateway.on(RUN, 200, run("submitted", 0, ""))
                .on(RUN, 200, run("running", 2, ""))
                .on(RUN, 200, run("running", 2, ""))
                .on(RUN, 200, run("ended", 3, ",\"outcome\":{\"type\":\"sound\",\"findings\":[]}"))
                .on(EVENTS + 0, 200, events(event(1, 1, 1), event(2, 1, 1)))
                .on(EVENTS + 2, 200, events(event(3, 2, 4)));
        List<Event> read = new ArrayList<>();

        RunView ended = new RunFollower(gateway.door(), Duration.ofMinutes(1)).follow("checkup-1", read::add);

        assertThat(read).extracting(Event::seq).containsExactly(1L, 2L, 3L);
        assertThat(read.getLast().round()).isEqualTo(2);
        assertThat(read.getLast().attempt()).isEqualTo(4);
        assertThat(read.getLast().pool()).isEqualTo("work");
        assertThat(ended.isSound()).isTrue();
    }

    @Test
    void doesNotWaitForWhatAPersonHasToDecide() throws InterruptedException {
        gateway.on(RUN, 200, run("needs_human", 0, ""));

        RunView waiting = new RunFollower(gateway.door(), Duration.ofMinutes(1)).follow("checkup-1", event -> {});

        assertThat(waiting.needsHuman()).isTrue();
        assertThat(waiting.outcome()).isNull();
    }

    @Test
    void givesUpWhenNothingHappens() {
        gateway.on(RUN, 200, run("running", 0, ""));

        assertThatThrownBy(() -> new RunFollower(gateway.door(), Duration.ZERO).follow("checkup-1", event -> {}))
                .isInstanceOf(HouseException.class)
                .hasMessageContaining("Nothing has happened in run checkup-1");
    }

    @Test
    void saysARefusalInTheGatewaysOwnWords() {
        gateway.on(RUN, 401, "{\"status\":401,\"detail\":\"This key is not valid. Make another.\"}");

        assertThatThrownBy(() -> gateway.door().run("checkup-1"))
                .isInstanceOf(HouseException.class)
                .hasMessageContaining("status 401: This key is not valid. Make another.");
    }

    @Test
    void saysThatNobodyAnswers() {
        Gateway door = gateway.door();
        gateway.close();

        assertThatThrownBy(() -> door.run("checkup-1"))
                .isInstanceOf(HouseException.class)
                .hasMessageContaining("The gateway does not answer GET");
    }

    @Test
    void submitsWithItsKeyAndADurationThatTheGatewayReads() throws InterruptedException {
        gateway.on("POST /v1/checkups", 202, run("submitted", 0, ""));

        assertThat(gateway.door().checkUp(8, Duration.ofMillis(500)).id()).isEqualTo("checkup-1");

        assertThat(gateway.asked())
                .singleElement()
                .asString()
                .startsWith("POST /v1/checkups Bearer the-key {")
                .contains("\"rounds\":8")
                .contains("\"pause\":\"PT0.5S\"");
    }

    @Test
    void saysWhatAnUnsoundRunFound() throws InterruptedException {
        gateway.on(
                RUN,
                200,
                run(
                        "ended",
                        0,
                        ",\"outcome\":{\"type\":\"unsound\",\"findings\":["
                                + "{\"pool\":\"work\",\"part\":\"database\",\"status\":\"sound\",\"detail\":\"\"},"
                                + "{\"pool\":\"work\",\"part\":\"worker\",\"status\":\"broken\",\"detail\":\"none came\"}]}"));

        RunView run = gateway.door().run("checkup-1");

        assertThat(run.isSound()).isFalse();
        assertThat(run.ending()).isEqualTo("unsound; work worker: none came");
    }

    private static String run(String status, int events, String more) {
        return "{\"id\":\"checkup-1\",\"kind\":\"checkup\",\"status\":\"%s\",\"events\":%d%s}"
                .formatted(status, events, more);
    }

    private static String events(String... events) {
        return "{\"events\":[" + String.join(",", events) + "],\"last\":0}";
    }

    private static String event(int number, int round, int attempt) {
        return "{\"seq\":%d,\"at\":\"2026-11-21T00:00:00Z\",\"kind\":\"probed\",\"body\":{\"pool\":\"work\",\"round\":%d,\"attempt\":%d}}"
                .formatted(number, round, attempt);
    }
}
