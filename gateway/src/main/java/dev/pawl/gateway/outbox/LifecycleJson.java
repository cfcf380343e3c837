package dev.pawl.gateway.outbox;

import com.google.protobuf.ByteString;
import dev.pawl.workflows.lifecycle.bugfix.BugFixLifecycle;
import dev.pawl.workflows.lifecycle.bugfix.BugFixRequest;
import dev.pawl.workflows.lifecycle.checkup.CheckupLifecycle;
import dev.pawl.workflows.lifecycle.checkup.CheckupRequest;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import io.temporal.common.converter.EncodingKeys;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Requests as the rows keep them: the JSON is the one that goes into history, so that an errand can be carried out by
/// any gateway, of this release or the next.
@Singleton
final class LifecycleJson {

    private static final DefaultDataConverter CONVERTER = DefaultDataConverter.newDefaultInstance();

    /// A lifecycle that begins.
    ///
    /// @param request the record that it takes
    /// @param summary what people see of it in lists
    /// @param details what people see of it first
    /// @param repository where its work comes from
    record Beginning(
            Object request,
            String summary,
            String details,
            @Nullable String repository) {}

    String write(Object request) {
        return text(request);
    }

    static String text(Object told) {
        return CONVERTER.toPayload(told).orElseThrow().getData().toStringUtf8();
    }

    /// @param decisionKey what people's decisions of this run are signed with
    Beginning read(String kind, String json, String decisionKey) {
        return switch (kind) {
            case CheckupLifecycle.KIND -> {
                CheckupRequest request = read(json, CheckupRequest.class);
                yield new Beginning(
                        request, "Checkup for " + request.tenant(), "Probes every part and every pool.", null);
            }
            case BugFixLifecycle.KIND -> bugFix(read(json, BugFixRequest.class), decisionKey);
            default ->
                throw new IllegalArgumentException(
                        "This gateway knows no lifecycle %s. A newer one stored it: let that one start it."
                                .formatted(kind));
        };
    }

    private static Beginning bugFix(BugFixRequest told, String decisionKey) {
        BugFixRequest request = told.signedWith(decisionKey);
        String details = "Mends a bug in `%s` at `%s` with the agent `%s` (%s).%s"
                .formatted(
                        told.repository().url(),
                        told.repository().ref(),
                        told.agent().name(),
                        told.agent().runtime(),
                        told.trigger() == null
                                ? ""
                                : " Asked for by a build of %s."
                                        .formatted(told.trigger().system()));
        return new Beginning(request, told.title(), details, told.repository().url());
    }

    private static <T> T read(String json, Class<T> type) {
        Payload payload = Payload.newBuilder()
                .putMetadata(EncodingKeys.METADATA_ENCODING_KEY, ByteString.copyFromUtf8("json/plain"))
                .setData(ByteString.copyFromUtf8(json))
                .build();
        return CONVERTER.fromPayload(payload, type, type);
    }
}
