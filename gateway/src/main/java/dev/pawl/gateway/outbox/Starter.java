package dev.pawl.gateway.outbox;

import dev.pawl.gateway.decision.DecisionKeys;
import dev.pawl.gateway.outbox.LifecycleJson.Beginning;
import dev.pawl.store.outbox.Errand;
import dev.pawl.temporal.trace.TraceParent;
import dev.pawl.workflows.Attributes;
import dev.pawl.workflows.port.Queue;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.common.SearchAttributes;
import jakarta.inject.Singleton;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Carries one errand to Temporal. Carried twice, it is as if it were once.
@Singleton
final class Starter {

    private final WorkflowClient temporal;
    private final LifecycleJson json;
    private final DecisionKeys keys;
    private final Tracer tracer;

    Starter(WorkflowClient temporal, LifecycleJson json, DecisionKeys keys, Tracer tracer) {
        this.temporal = temporal;
        this.json = json;
        this.keys = keys;
        this.tracer = tracer;
    }

    void carry(String tenant, Errand errand) {
        String trace = errand.traceParent();
        Span span = tracer.spanBuilder(errand.verb().name().toLowerCase(Locale.ROOT) + " " + errand.kind())
                .setParent(trace == null ? Context.root() : new TraceParent(trace).asContext())
                .setAttribute("pawl.run", errand.runId())
                .startSpan();
        try (Scope _ = span.makeCurrent()) {
            switch (errand.verb()) {
                case START -> start(tenant, errand);
                case CANCEL -> cancel(errand);
            }
        } finally {
            span.end();
        }
    }

    private void start(String tenant, Errand errand) {
        Beginning beginning = json.read(errand.kind(), errand.payload(), keys.of(errand.runId()));
        WorkflowOptions options = WorkflowOptions.newBuilder()
                .setWorkflowId(errand.runId())
                .setTaskQueue(Queue.CONTROL.taskQueue())
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setTypedSearchAttributes(attributes(tenant, errand.kind(), beginning.repository()))
                .setStaticSummary(beginning.summary())
                .setStaticDetails(beginning.details())
                .build();
        try {
            temporal.newUntypedWorkflowStub(errand.kind(), options).start(beginning.request());
        } catch (WorkflowExecutionAlreadyStarted _) {
            // An earlier try reached Temporal and its answer was lost: what was asked for is so.
            return;
        }
    }

    private static SearchAttributes attributes(String tenant, String kind, @Nullable String repository) {
        SearchAttributes.Builder attributes = SearchAttributes.newBuilder()
                .set(Attributes.TENANT, tenant)
                .set(Attributes.KIND, kind)
                .set(Attributes.STATE, "submitted");
        if (repository != null) {
            attributes.set(Attributes.REPOSITORY, repository);
        }
        return attributes.build();
    }

    private void cancel(Errand errand) {
        try {
            temporal.newUntypedWorkflowStub(errand.runId()).cancel();
        } catch (WorkflowNotFoundException _) {
            // It has ended by itself, or the server lost it: then the reconciler starts it no more.
            return;
        }
    }
}
