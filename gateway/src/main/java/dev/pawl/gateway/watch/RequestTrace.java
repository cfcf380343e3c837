package dev.pawl.gateway.watch;

import dev.pawl.temporal.trace.TraceParent;
import io.micronaut.http.HttpRequest;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/// The span of a request, from the filter that begins it to those who pass it on.
public final class RequestTrace {

    static final String ATTRIBUTE = "pawl.span";

    private RequestTrace() {}

    /// As a line that can be stored; null when telemetry is off.
    public static @Nullable String line(HttpRequest<?> request) {
        Span span = request.getAttribute(ATTRIBUTE, Span.class).orElse(Span.getInvalid());
        try (Scope _ = Context.root().with(span).makeCurrent()) {
            TraceParent current = TraceParent.current();
            return current == null ? null : current.line();
        }
    }
}
