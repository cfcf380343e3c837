package dev.pawl.program.vital;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class VitalSignsTest {

    private final PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Test
    void isReadyWhenItServesAndEverythingAnswers() throws Exception {
        with(List.of(VitalSign.of("database", () -> {})), (signs, port) -> {
            signs.serving(true);

            HttpResponse<String> answer = get(port, "/ready");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .isEqualTo(
                            "{\"status\":\"up\",\"parts\":[{\"name\":\"program\",\"status\":\"up\"},{\"name\":\"database\",\"status\":\"up\"}]}\n");
        });
    }

    @Test
    void namesWhatIsBrokenAndSaysWhy() throws Exception {
        VitalSign broken = VitalSign.of("objects", () -> {
            throw new IllegalStateException("S3 says \"no\"");
        });
        with(List.of(VitalSign.of("database", () -> {}), broken), (signs, port) -> {
            signs.needs(Set.of("objects"));
            signs.serving(true);

            HttpResponse<String> answer = get(port, "/ready");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body())
                    .contains("{\"name\":\"objects\",\"status\":\"down\",\"reason\":\"S3 says \\\"no\\\"\"}");
        });
    }

    @Test
    void staysReadyWithoutAPartThatItDoesNotNeed() throws Exception {
        VitalSign broken = VitalSign.of("temporal", () -> {
            throw new IllegalStateException("Temporal does not answer.");
        });
        with(List.of(broken), (signs, port) -> {
            signs.serving(true);

            HttpResponse<String> answer = get(port, "/ready");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .startsWith("{\"status\":\"degraded\"")
                    .contains("{\"name\":\"temporal\",\"status\":\"down\",\"reason\":\"Temporal does not answer.\"}");
        });
    }

    @Test
    void isAliveButNotReadyBeforeItServes() throws Exception {
        with(List.of(), (signs, port) -> {
            assertThat(get(port, "/health").statusCode()).isEqualTo(200);
            assertThat(get(port, "/ready").statusCode()).isEqualTo(503);
        });
    }

    @Test
    void waitsNoLongerThanItsPatienceForAPartThatHangs() throws Exception {
        VitalSign hanging = VitalSign.of("temporal", () -> {
            try {
                Thread.sleep(60_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        with(List.of(hanging), (signs, port) -> {
            signs.serving(true);
            assertThat(get(port, "/ready").body()).contains("gave no answer within 4 s");
        });
    }

    @Test
    void showsItsNumbers() throws Exception {
        metrics.counter("pawl.knots").increment();
        with(
                List.of(),
                (signs, port) -> assertThat(get(port, "/metrics").body()).contains("pawl_knots_total 1.0"));
    }

    @Test
    void saysWhichPortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            VitalSigns signs =
                    new VitalSigns(new VitalsSettings("127.0.0.1", taken.getLocalPort()), List.of(), metrics);

            assertThatThrownBy(signs::open)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()))
                    .hasMessageContaining("PAWL_VITALS_PORT");
        }
    }

    private interface Body {
        void with(VitalSigns signs, int port) throws Exception;
    }

    private void with(List<VitalSign> parts, Body body) throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        VitalSigns signs = new VitalSigns(new VitalsSettings("127.0.0.1", port), parts, metrics);
        signs.open();
        try {
            body.with(signs, port);
        } finally {
            signs.close();
        }
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
