package dev.pawl.temporal.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A trace context as the one line of W3C, the form in which it travels through rows, headers and time.
public record TraceParent(String line) {

    private static final String HEADER = "traceparent";

    /// Of the span that is current on this thread; null when there is none.
    public static @Nullable TraceParent current() {
        return of(Context.current());
    }

    static @Nullable TraceParent of(Context context) {
        if (!Span.fromContext(context).getSpanContext().isValid()) {
            return null;
        }
        Map<String, String> carrier = new HashMap<>();
        W3CTraceContextPropagator.getInstance().inject(context, carrier, (map, key, value) -> {
            if (map != null) {
                map.put(key, value);
            }
        });
        String line = carrier.get(HEADER);
        return line == null ? null : new TraceParent(line);
    }

    /// A line that is no trace context gives a context without a parent.
    public Context asContext() {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), line, new OneLine());
    }

    private static final class OneLine implements TextMapGetter<String> {

        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(HEADER);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals(HEADER) ? carrier : null;
        }
    }
}
