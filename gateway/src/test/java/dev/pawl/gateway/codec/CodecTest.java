package dev.pawl.gateway.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import dev.pawl.gateway.TestingGateway;
import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.temporal.key.SealingCodec;
import io.temporal.api.common.v1.Payloads;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.payload.codec.PayloadCodec;
import io.temporal.payload.context.WorkflowSerializationContext;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CodecTest {

    @Test
    void opensPayloadsForTheWebUi() throws InvalidProtocolBufferException {
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            HttpResponse<String> answer =
                    gateway.send(HttpRequest.newBuilder(gateway.request("/codec/" + TestingGateway.SEGMENT + "/decode")
                                    .build()
                                    .uri())
                            .header("Content-Type", "application/json")
                            .header("Origin", TestingGateway.UI)
                            .POST(HttpRequest.BodyPublishers.ofString(sealed(gateway)))
                            .build());

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .contains(TestingGateway.UI);
            assertThat(opened(answer.body())).isEqualTo("\"a secret\"");
        }
    }

    @Test
    void opensNothingAtAnotherPathOrForAnotherPage() throws InvalidProtocolBufferException {
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            String sealed = sealed(gateway);
            assertThat(gateway.post("/codec/" + "f".repeat(32) + "/decode", sealed)
                            .statusCode())
                    .isEqualTo(404);
            HttpResponse<String> elsewhere = gateway.post(
                    "/codec/" + TestingGateway.SEGMENT + "/decode", sealed, "Origin", "http://evil.example");
            assertThat(elsewhere.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void opensNothingThroughAProxy() throws InvalidProtocolBufferException {
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            HttpResponse<String> answer = gateway.post(
                    "/codec/" + TestingGateway.SEGMENT + "/decode", sealed(gateway), "X-Forwarded-For", "192.0.2.7");

            assertThat(answer.statusCode()).isEqualTo(404);
        }
    }

    @Test
    void opensForAnOperatorsKey() throws InvalidProtocolBufferException {
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            String run = gateway.post("/v1/checkups", "{}")
                    .headers()
                    .firstValue("Location")
                    .orElseThrow()
                    .replace("/v1/runs/", "");
            assertThat(opened(gateway.post("/v1/codec/decode", sealedFor(gateway, run))
                            .body()))
                    .isEqualTo("\"a secret\"");
            HttpResponse<String> foreign = gateway.post("/v1/codec/decode", sealedFor(gateway, "checkup-of-another"));
            assertThat(foreign.statusCode()).isEqualTo(403);
            assertThat(foreign.body()).contains("payload-foreign").doesNotContain("a secret");
            HttpRequest withoutKey = HttpRequest.newBuilder(
                            gateway.request("/v1/codec/decode").build().uri())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(sealed(gateway)))
                    .build();
            assertThat(gateway.send(withoutKey).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void answersTheBrowsersQuestionBeforeTheCall() {
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            HttpResponse<String> answer = gateway.send(gateway.request("/codec/" + TestingGateway.SEGMENT + "/decode")
                    .header("Origin", TestingGateway.UI)
                    .header("Access-Control-Request-Method", "POST")
                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                    .build());

            assertThat(answer.statusCode()).isBetween(200, 204);
            assertThat(answer.headers()
                            .firstValue("Access-Control-Allow-Headers")
                            .orElse(""))
                    .contains("x-namespace");
        }
    }

    @Test
    void saysWhatIsWrongWithAPayloadThatCannotBeOpened() {
        try (TestingGateway gateway = TestingGateway.withoutTemporal()) {
            assertThat(gateway.post("/v1/codec/decode", "rubbish").statusCode()).isIn(400, 422);
            String unknownKey =
                    "{\"payloads\":[{\"metadata\":{\"encoding\":\"YmluYXJ5L2VuY3J5cHRlZA==\",\"encryption-key-id\":\"Z29uZQ==\"},\"data\":\"AAAAAAAAAAAAAAAAAAAAAA==\"}]}";
            assertThat(gateway.post("/codec/" + TestingGateway.SEGMENT + "/decode", unknownKey)
                            .body())
                    .contains("sealed with the key gone");
        }
    }

    @Test
    void refusesAPathWithoutAKeyWhereOthersCanReachIt() {
        TestingDatabase database = TestingDatabase.fresh();
        assertThatThrownBy(() -> TestingGateway.with(database, Map.of("pawl.gateway.host", "0.0.0.0")))
                .hasStackTraceContaining("Leave it unset there");
        assertThatThrownBy(() -> new CodecSettings("short", List.of())).hasMessageContaining("can be guessed");
    }

    private static String sealed(TestingGateway gateway) throws InvalidProtocolBufferException {
        return sealedBy(gateway.bean(SealingCodec.class));
    }

    private static String sealedFor(TestingGateway gateway, String run) throws InvalidProtocolBufferException {
        return sealedBy(gateway.bean(SealingCodec.class).withContext(new WorkflowSerializationContext("default", run)));
    }

    private static String sealedBy(PayloadCodec codec) throws InvalidProtocolBufferException {
        Payloads sealed = Payloads.newBuilder()
                .addAllPayloads(codec.encode(List.of(DefaultDataConverter.newDefaultInstance()
                        .toPayload("a secret")
                        .orElseThrow())))
                .build();
        return JsonFormat.printer().print(sealed);
    }

    private static String opened(String json) throws InvalidProtocolBufferException {
        Payloads.Builder opened = Payloads.newBuilder();
        JsonFormat.parser().merge(json, opened);
        return opened.getPayloads(0).getData().toStringUtf8();
    }
}
