package dev.pawl.gateway.watch;

import static dev.pawl.gateway.TestingGateway.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.pawl.gateway.TestingGateway;
import dev.pawl.store.testing.TestingDatabase;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.client.WorkflowNotFoundException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class WatchTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String CALLER = "00-" + TRACE + "-b7ad6b7169203331-01";

    @Test
    void carriesTheCallersTraceThroughTheRowIntoHistory() throws Exception {
        BlockingQueue<String> collected = new LinkedBlockingQueue<>();
        HttpServer collector = collector(collected);
        String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort();
        try (TestingGateway gateway =
                TestingGateway.with(TestingDatabase.fresh(), Map.of("pawl.telemetry.endpoint", endpoint))) {
            gateway.openTemporal();
            HttpResponse<String> answer = gateway.post("/v1/checkups", "{}", "traceparent", CALLER);

            assertThat(traceParent(gateway, id(answer))).contains(TRACE).doesNotContain("b7ad6b7169203331");
            assertThat(collected.poll(20, TimeUnit.SECONDS)).isEqualTo("/v1/traces");
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void passesTheCallersTraceOnAsItIsWhenTelemetryIsOff() throws Exception {
        try (TestingGateway gateway = TestingGateway.open()) {
            HttpResponse<String> answer = gateway.post("/v1/checkups", "{}", "traceparent", CALLER);

            assertThat(traceParent(gateway, id(answer))).contains(CALLER);
        }
    }

    @Test
    void countsRequestsByRouteAndNotByPath() {
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            gateway.get("/v1/runs/checkup-1");
            gateway.get("/v1/runs/checkup-2");

            assertThat(gateway.bean(MeterRegistry.class)
                            .get("pawl.http.requests")
                            .tags("route", "/v1/runs/{id}", "status", "404")
                            .timer()
                            .count())
                    .isEqualTo(2);
        }
    }

    private static HttpServer collector(BlockingQueue<String> collected) throws Exception {
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            collected.add(exchange.getRequestURI().getPath());
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        return collector;
    }

    private static String traceParent(TestingGateway gateway, String id) throws InterruptedException {
        Instant until = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            try {
                HistoryEvent started =
                        gateway.temporal().fetchHistory(id).getEvents().getFirst();
                return started.getWorkflowExecutionStartedEventAttributes()
                        .getHeader()
                        .getFieldsOrDefault("traceparent", Payload.getDefaultInstance())
                        .getData()
                        .toStringUtf8();
            } catch (WorkflowNotFoundException | StatusRuntimeException e) {
                assertThat(Instant.now()).as("%s", e.getMessage()).isBefore(until);
                Thread.sleep(50);
            }
        }
    }
}
