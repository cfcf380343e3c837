package dev.pawl.gateway.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.gateway.TestingGateway;
import dev.pawl.store.event.Events;
import dev.pawl.store.event.NewEvent;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.Runs;
import dev.pawl.store.testing.TestingDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class EventStreamTest {

    private static final String RUN = "bugfix-1";

    @Test
    void tellsWhatHappensWhileItHappensAndEndsWithTheRun() throws Exception {
        try (TestingGateway gateway = TestingGateway.withoutTemporal();
                Watching watching = watch(gateway, run(gateway, 3), 0)) {
            assertThat(watching.numbers(3)).containsExactly(1L, 2L, 3L);

            append(gateway, 2);
            assertThat(watching.numbers(2)).containsExactly(4L, 5L);

            end(gateway);
            assertThat(watching.rest()).contains("event: end", "\"status\":\"ended\"", "\"type\":\"terminated\"");
        }
    }

    @Test
    void goesOnBehindTheLastEventOnAnotherGateway() throws Exception {
        TestingDatabase database = TestingDatabase.fresh();
        List<Long> seen = new ArrayList<>();
        try (TestingGateway first = TestingGateway.with(database, Map.of());
                TestingGateway second = TestingGateway.with(database, Map.of())) {
            try (Watching watching = watch(first, run(first, 250), 0)) {
                seen.addAll(watching.numbers(120));
            }
            append(first, 30);
            try (Watching watching = watch(second, RUN, seen.getLast())) {
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

    private static void end(TestingGateway gateway) {
        Runs runs = gateway.bean(Runs.class);
        Run open = runs.find("default", RUN).orElseThrow();
        assertThat(runs.endUnheard("default", open, "{\"type\":\"terminated\"}"))
                .isTrue();
    }

    private static Watching watch(TestingGateway gateway, String run, long seen)
            throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        HttpResponse<InputStream> answer = http.send(
                gateway.request("/v1/runs/" + run + "/events")
                        .header("Accept", "text/event-stream")
                        .header("Last-Event-ID", Long.toString(seen))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        return new Watching(http, new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
    }

    private record Watching(HttpClient http, BufferedReader lines) implements AutoCloseable {

        List<Long> numbers(int count) throws IOException {
            List<Long> numbers = new ArrayList<>();
            while (numbers.size() < count) {
                String line = lines.readLine();
                assertThat(line).as("the stream ended after %s", numbers).isNotNull();
                if (line.startsWith("id: ")) {
                    numbers.add(Long.parseLong(line.substring(4)));
                }
            }
            return numbers;
        }

        String rest() throws IOException {
            StringBuilder rest = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                rest.append(line).append('\n');
            }
            return rest.toString();
        }

        @Override
        public void close() throws IOException {
            http.shutdownNow();
            lines.close();
        }
    }
}
