package dev.pawl.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.gateway.TestingGateway;
import dev.pawl.store.event.Events;
import dev.pawl.store.event.NewEvent;
import dev.pawl.store.run.Revision;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.RunStatus;
import dev.pawl.store.run.Runs;
import dev.pawl.store.run.StageChange;
import dev.pawl.store.testing.TestingDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

final class EventStreamTest {

    private static final String RUN = "bugfix-1";
    private static final int LARGE = 2000;

    @Test
    void tellsWhatHappensWhileItHappensAndEndsWithTheRun() throws Exception {
        try (TestingGateway gateway = TestingGateway.withoutTemporal();
                Watching watching = Watching.of(gateway, run(gateway, 3), 0)) {
            assertThat(watching.numbers(3)).containsExactly(1L, 2L, 3L);

            append(gateway, 2);
            assertThat(watching.numbers(2)).containsExactly(4L, 5L);

            end(gateway);
            assertThat(watching.rest())
                    .contains("event: end", "\"status\":\"ended\"", "\"type\":\"terminated\"", "\"links\":")
                    .doesNotContain("event: run");
        }
    }

    @Test
    void tellsThoseWhoAskForItHowTheRunStands() throws Exception {
        try (TestingGateway gateway = TestingGateway.withoutTemporal();
                Watching watching = Watching.of(gateway, run(gateway, 2), 0, "?with=run")) {
            assertThat(watching.until("event: run")).containsSubsequence("id: 1", "id: 2", "event: run");

            append(gateway, 1);
            move(gateway, 1, "reproduce");
            assertThat(watching.until("event: run")).containsOnlyOnce("id: 3");

            append(gateway, 1);
            end(gateway);
            assertThat(watching.rest())
                    .contains("\"stage\":\"reproduce\"", "\"events\":3", "id: 4", "event: end", "\"stages\":[")
                    .doesNotContain("event: run");
        }
    }

    @Test
    void sendsAwayWhoTakesNothingAndLetsItGoOnWhereItWas() throws Exception {
        try (TestingGateway gateway =
                        TestingGateway.with(TestingDatabase.fresh(), Map.of("pawl.gateway.stalled", "PT3S"));
                Socket stalled = new Socket()) {
            run(gateway, 0);
            appendLarge(gateway);
            stalled.setReceiveBufferSize(4096);
            stalled.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), gateway.port()));
            ask(gateway, stalled);
            await(() -> streams(gateway) == 1);
            await(() -> streams(gateway) == 0);

            String taken = new String(stalled.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(taken).contains("event: lost", "Nothing was taken from this stream for 3 s.");
            List<Long> seen = new ArrayList<>(numbers(taken));
            assertThat(seen).hasSizeLessThan(LARGE);
            try (Watching watching = Watching.of(gateway, RUN, seen.getLast())) {
                seen.addAll(watching.numbers(LARGE - seen.size()));
            }
            assertThat(seen).isEqualTo(LongStream.rangeClosed(1, LARGE).boxed().toList());
        }
    }

    @Test
    void cutsTheConnectionOfOneWhoStaysAway() {
        try (TestingGateway gateway =
                TestingGateway.with(TestingDatabase.fresh(), Map.of("pawl.gateway.stalled", "PT1S"))) {
            run(gateway, 3);
            Run open = gateway.bean(Runs.class).find("default", RUN).orElseThrow();

            assertThatThrownBy(() -> Flux.from(gateway.bean(EventStream.class).after("default", open, 0, true))
                            .concatMap(_ -> Mono.never(), 1)
                            .blockLast(Duration.ofMinutes(1)))
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    @Timeout(120)
    void sendsWatchersHomeInsteadOfWaitingForThemWhenItCloses() throws Exception {
        try (TestingGateway gateway = TestingGateway.withoutTemporal();
                Watching watching = Watching.of(gateway, run(gateway, 2), 0)) {
            assertThat(watching.numbers(2)).containsExactly(1L, 2L);

            gateway.closeDoors(Duration.ofMinutes(10));

            assertThat(watching.rest()).contains("event: lost", "This gateway shuts down.");
        }
    }

    @Test
    void goesOnBehindTheLastEventOnAnotherGateway() throws Exception {
        TestingDatabase database = TestingDatabase.fresh();
        List<Long> seen = new ArrayList<>();
        try (TestingGateway first = TestingGateway.with(database, Map.of());
                TestingGateway second = TestingGateway.with(database, Map.of())) {
            try (Watching watching = Watching.of(first, run(first, 250), 0)) {
                seen.addAll(watching.numbers(120));
            }
            append(first, 30);
            try (Watching watching = Watching.of(second, RUN, seen.getLast())) {
                seen.addAll(watching.numbers(160));
            }
        }
        assertThat(seen).isEqualTo(LongStream.rangeClosed(1, 280).boxed().toList());
    }

    @Test
    void answersWithAPageWhoDoesNotAskForAStream() {
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            run(gateway, 1);
            assertThat(gateway.get("/v1/runs/" + RUN + "/events").body()).startsWith("{\"events\":[{\"seq\":1");
            assertThat(gateway.get("/v1/runs/" + RUN + "/events?after=-1").statusCode())
                    .isEqualTo(422);
            assertThat(gateway.get("/v1/runs/" + RUN + "/events?with=all").statusCode())
                    .isEqualTo(422);
            assertThat(gateway.send(gateway.request("/v1/runs/" + RUN + "/events")
                                    .header("Accept", "text/event-stream")
                                    .header("Last-Event-ID", "x")
                                    .build())
                            .statusCode())
                    .isEqualTo(422);
            assertThat(gateway.send(gateway.request("/v1/runs/bugfix-2/events")
                                    .header("Accept", "text/event-stream")
                                    .build())
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    private static String run(TestingGateway gateway, int events) {
        gateway.bean(Runs.class).create("default", RUN, "bugfix", "A bug");
        append(gateway, events);
        return RUN;
    }

    private static void append(TestingGateway gateway, int events) {
        for (int i = 0; i < events; i++) {
            gateway.bean(Events.class)
                    .append("default", RUN, List.of(new NewEvent("agent.log", "{\"text\":\"line\"}")));
        }
    }

    private static void appendLarge(TestingGateway gateway) {
        List<NewEvent> hundred = IntStream.range(0, 100)
                .mapToObj(_ -> new NewEvent("agent.log", "{\"text\":\"" + "x".repeat(20_000) + "\"}"))
                .toList();
        for (int i = 0; i < LARGE; i += hundred.size()) {
            gateway.bean(Events.class).append("default", RUN, hundred);
        }
    }

    private static void move(TestingGateway gateway, int revision, String stage) {
        assertThat(gateway.bean(Runs.class)
                        .move(
                                "default",
                                RUN,
                                new Revision(Instant.EPOCH.plusSeconds(1), revision),
                                new StageChange(RunStatus.RUNNING, stage, null)))
                .isTrue();
    }

    private static void end(TestingGateway gateway) {
        Runs runs = gateway.bean(Runs.class);
        Run open = runs.find("default", RUN).orElseThrow();
        assertThat(runs.endUnheard("default", open, "{\"type\":\"terminated\"}"))
                .isTrue();
    }

    private static void ask(TestingGateway gateway, Socket socket) throws IOException {
        String authorization = gateway.request("/")
                .build()
                .headers()
                .firstValue("Authorization")
                .orElseThrow();
        socket.getOutputStream().write("""
                GET /v1/runs/%s/events HTTP/1.1\r
                Host: here\r
                Connection: close\r
                Accept: text/event-stream\r
                Authorization: %s\r
                \r
                """.formatted(RUN, authorization).getBytes(StandardCharsets.UTF_8));
    }

    private static double streams(TestingGateway gateway) {
        return gateway.bean(MeterRegistry.class).get("pawl.streams").gauge().value();
    }

    private static void await(BooleanSupplier happened) throws InterruptedException {
        for (int i = 0; i < 600 && !happened.getAsBoolean(); i++) {
            Thread.sleep(50);
        }
        assertThat(happened.getAsBoolean()).isTrue();
    }

    private static List<Long> numbers(String taken) {
        return Pattern.compile("(?m)^id: (\\d+)$")
                .matcher(taken.replace("\r", ""))
                .results()
                .map(match -> Long.parseLong(match.group(1)))
                .toList();
    }
}
