package dev.pawl.gateway.outbox;

import com.google.protobuf.ByteString;
import dev.pawl.workflows.lifecycle.checkup.CheckupLifecycle;
import dev.pawl.workflows.lifecycle.checkup.CheckupRequest;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.EncodingKeys;
import jakarta.inject.Singleton;

/// Requests as the rows keep them: the JSON is the one that goes into history, so that an errand can be carried out by
/// any gateway, of this release or the next.
@Singleton
final class LifecycleJson {

    private static final DefaultDataConverter CONVERTER = DefaultDataConverter.newDefaultInstance();

    String write(Object request) {
        return CONVERTER.toPayload(request).orElseThrow().getData().toStringUtf8();
    }

    /// The record that the lifecycle of this kind takes.
    Object read(String kind, String json) {
        return switch (kind) {
            case CheckupLifecycle.KIND -> read(json, CheckupRequest.class);
            default ->
                throw new IllegalArgumentException(
                        "This gateway knows no lifecycle %s. A newer one stored it: let that one start it."
                                .formatted(kind));
        };
    }

    private static <T> T read(String json, Class<T> type) {
        Payload payload = Payload.newBuilder()
                .putMetadata(EncodingKeys.METADATA_ENCODING_KEY, ByteString.copyFromUtf8("json/plain"))
                .setData(ByteString.copyFromUtf8(json))
                .build();
        return CONVERTER.fromPayload(payload, type, type);
    }
}
