package dev.pawl.temporal.trace;

import io.temporal.api.common.v1.Payload;
import io.temporal.common.context.ContextPropagator;
import io.temporal.common.converter.DefaultDataConverter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes the trace of whoever starts a lifecycle along, from the start through the story to each activity.
///
/// A story has no span of its own, because it may live for weeks: it only passes the word on.
public final class TraceContext implements ContextPropagator {

    private static final String HEADER = "traceparent";
    private static final ThreadLocal<@Nullable TraceParent> PASSED_ON = new ThreadLocal<>();

    /// What the header of the task on this thread said.
    static @Nullable TraceParent passedOn() {
        return PASSED_ON.get();
    }

    @Override
    public String getName() {
        return TraceContext.class.getName();
    }

    @Override
    public @Nullable Object getCurrentContext() {
        TraceParent current = TraceParent.current();
        return current != null ? current : PASSED_ON.get();
    }

    @Override
    public void setCurrentContext(@Nullable Object context) {
        PASSED_ON.set((TraceParent) context);
    }

    @Override
    public Map<String, Payload> serializeContext(@Nullable Object context) {
        if (!(context instanceof TraceParent(String line))) {
            return Map.of();
        }
        return Map.of(
                HEADER,
                DefaultDataConverter.newDefaultInstance().toPayload(line).orElseThrow());
    }

    @Override
    public @Nullable Object deserializeContext(Map<String, Payload> header) {
        Payload line = header.get(HEADER);
        if (line == null) {
            return null;
        }
        return new TraceParent(DefaultDataConverter.newDefaultInstance().fromPayload(line, String.class, String.class));
    }
}
