package dev.pawl.temporal.client;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.serviceclient.WorkflowServiceStubs;
import jakarta.inject.Singleton;
import java.util.concurrent.TimeUnit;

/// Tells whether Temporal answers.
@Singleton
public final class TemporalConnection {

    private static final long PATIENCE_SECONDS = 2;

    private final WorkflowServiceStubs stubs;
    private final TemporalSettings settings;

    public TemporalConnection(WorkflowServiceStubs stubs, TemporalSettings settings) {
        this.stubs = stubs;
        this.settings = settings;
    }

    /// Returns when Temporal knows our namespace; throws with a sentence when it does not, or does not answer in time.
    public void ping() {
        try {
            stubs.blockingStub()
                    .withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(settings.namespace())
                            .build());
        } catch (StatusRuntimeException e) {
            throw new IllegalStateException(reason(e.getStatus()), e);
        }
    }

    private String reason(Status status) {
        if (status.getCode() == Status.Code.NOT_FOUND) {
            return "Temporal at %s has no namespace %s. Create it, or set PAWL_TEMPORAL_NAMESPACE."
                    .formatted(settings.address(), settings.namespace());
        }
        return "Temporal at %s does not answer (%s).".formatted(settings.address(), status.getCode());
    }
}
