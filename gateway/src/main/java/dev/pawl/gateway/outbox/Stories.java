package dev.pawl.gateway.outbox;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.HistoryEventFilterType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.TemporalFailure;
import io.temporal.payload.codec.PayloadCodecException;
import io.temporal.payload.context.WorkflowSerializationContext;
import jakarta.inject.Singleton;
import java.util.Optional;

/// What Temporal knows of stories.
@Singleton
final class Stories {

    private final WorkflowClient temporal;

    private final Standstills standstills;

    Stories(WorkflowClient temporal, Standstills standstills) {
        this.temporal = temporal;
        this.standstills = standstills;
    }

    WorkflowExecutionStatus status(String run) {
        return temporal.newUntypedWorkflowStub(run).describe().getStatus();
    }

    /// What a story waits for that nobody takes up.
    Optional<Standstill> standstill(String run) {
        return standstills.of(run);
    }

    /// Why a story ended that told nobody, in one sentence.
    String reason(String run, WorkflowExecutionStatus status) {
        return switch (status) {
            case WORKFLOW_EXECUTION_STATUS_TERMINATED -> terminated(run);
            case WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> "The workflow ran out of its time in Temporal.";
            case WORKFLOW_EXECUTION_STATUS_CANCELED -> "The workflow was cancelled in Temporal before it could tell.";
            case WORKFLOW_EXECUTION_STATUS_FAILED -> failed(run);
            default -> "The workflow ended without telling how.";
        };
    }

    private String terminated(String run) {
        String said = end(run).map(event ->
                        event.getWorkflowExecutionTerminatedEventAttributes().getReason())
                .orElse("");
        return said.isBlank()
                ? "Somebody terminated the workflow in Temporal."
                : "Somebody terminated the workflow in Temporal: " + said;
    }

    /// The innermost cause is what the worker said; all around it is Temporal's wrapping.
    private String failed(String run) {
        Optional<HistoryEvent> end = end(run).filter(HistoryEvent::hasWorkflowExecutionFailedEventAttributes);
        if (end.isEmpty()) {
            return "The workflow failed. The Web UI shows where.";
        }
        try {
            Throwable cause = temporal.getOptions()
                    .getDataConverter()
                    .withContext(new WorkflowSerializationContext(
                            temporal.getOptions().getNamespace(), run))
                    .failureToException(end.get()
                            .getWorkflowExecutionFailedEventAttributes()
                            .getFailure());
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            return "The workflow failed: "
                    + (cause instanceof TemporalFailure said ? said.getOriginalMessage() : cause.getMessage());
        } catch (PayloadCodecException sealed) {
            return "The workflow failed, and of what cannot be read: " + sealed.getMessage();
        }
    }

    private Optional<HistoryEvent> end(String run) {
        return temporal
                .getWorkflowServiceStubs()
                .blockingStub()
                .getWorkflowExecutionHistory(GetWorkflowExecutionHistoryRequest.newBuilder()
                        .setNamespace(temporal.getOptions().getNamespace())
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(run))
                        .setHistoryEventFilterType(HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT)
                        .build())
                .getHistory()
                .getEventsList()
                .stream()
                .reduce((_, later) -> later);
    }
}
