package dev.pawl.gateway.watch;

import dev.pawl.temporal.trace.TraceParent;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;

/// Gives each request a span, which goes on from the caller's, and counts it by route and status.
@ServerFilter("/**")
final class WatchFilter implements Ordered {

    private static final String BEGUN = "pawl.begun";
    private static final int FIRST_SERVER_ERROR = 500;

    private final Tracer tracer;
    private final MeterRegistry metrics;

    WatchFilter(Tracer tracer, MeterRegistry metrics) {
        this.tracer = tracer;
        this.metrics = metrics;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @RequestFilter
    void begin(HttpRequest<?> request) {
        String caller = request.getHeaders().get("traceparent");
        Span span = tracer.spanBuilder(request.getMethodName() + " " + route(request))
                .setParent(caller == null ? Context.root() : new TraceParent(caller).asContext())
                .setSpanKind(SpanKind.SERVER)
                .startSpan();
        request.setAttribute(RequestTrace.ATTRIBUTE, span);
        request.setAttribute(BEGUN, System.nanoTime());
    }

    @ResponseFilter
    void end(HttpRequest<?> request, HttpResponse<?> response) {
        request.getAttribute(RequestTrace.ATTRIBUTE, Span.class).ifPresent(span -> {
            span.setAttribute("http.response.status_code", response.code());
            if (response.code() >= FIRST_SERVER_ERROR) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        });
        request.getAttribute(BEGUN, Long.class)
                .ifPresent(begun -> Timer.builder("pawl.http.requests")
                        .tag("method", request.getMethod().name())
                        .tag("route", route(request))
                        .tag("status", String.valueOf(response.code()))
                        .register(metrics)
                        .record(Duration.ofNanos(System.nanoTime() - begun)));
    }

    /// The template, never the path: a number per run would be a number too many.
    private static String route(HttpRequest<?> request) {
        return BasicHttpAttributes.getUriTemplate(request).orElse("none");
    }
}
