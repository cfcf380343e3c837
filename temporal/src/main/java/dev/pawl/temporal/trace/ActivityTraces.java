package dev.pawl.temporal.trace;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.activity.ActivityInfo;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptor;
import io.temporal.common.interceptors.ActivityInboundCallsInterceptorBase;
import io.temporal.common.interceptors.WorkerInterceptorBase;
import org.jspecify.annotations.Nullable;

/// Gives each attempt of an activity a span, below the request that started the lifecycle.
public final class ActivityTraces extends WorkerInterceptorBase {

    private final Tracer tracer;

    public ActivityTraces(Tracer tracer) {
        this.tracer = tracer;
    }

    @Override
    public ActivityInboundCallsInterceptor interceptActivity(ActivityInboundCallsInterceptor next) {
        return new Traced(next, tracer);
    }

    private static final class Traced extends ActivityInboundCallsInterceptorBase {

        private final Tracer tracer;
        private @Nullable ActivityInfo info;

        Traced(ActivityInboundCallsInterceptor next, Tracer tracer) {
            super(next);
            this.tracer = tracer;
        }

        @Override
        public void init(ActivityExecutionContext context) {
            info = context.getInfo();
            super.init(context);
        }

        @Override
        public ActivityOutput execute(ActivityInput input) {
            Span span = start(requireNonNull(info));
            try (Scope _ = span.makeCurrent()) {
                return super.execute(input);
            } catch (RuntimeException e) {
                span.recordException(e).setStatus(StatusCode.ERROR);
                throw e;
            } finally {
                span.end();
            }
        }

        private Span start(ActivityInfo activity) {
            TraceParent parent = TraceContext.passedOn();
            return tracer.spanBuilder("activity " + activity.getActivityType())
                    .setParent(parent == null ? Context.root() : parent.asContext())
                    .setAttribute("pawl.run", activity.getWorkflowId())
                    .setAttribute("pawl.attempt", activity.getAttempt())
                    .setAttribute("pawl.pool", activity.getActivityTaskQueue())
                    .startSpan();
        }
    }
}
