package dev.pawl.gateway.outbox;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.HistoryEventFilterType;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.client.WorkflowClient;
import jakarta.inject.Singleton;
import java.util.List;

/// What Temporal knows of stories.
@Singleton
final class Stories {

    private final WorkflowClient temporal;

    Stories(WorkflowClient temporal) {
        this.temporal = temporal;
    }

    WorkflowExecutionStatus status(String run) {
        return temporal.newUntypedWorkflowStub(run).describe().getStatus();
    }

    /// Why a story ended that told nobody, in one sentence.
    String reason(String run, WorkflowExecutionStatus status) {
        return switch (status) {
            case WORKFLOW_EXECUTION_STATUS_TERMINATED -> terminated(run);
            case WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> "The workflow ran out of its time in Temporal.";
            case WORKFLOW_EXECUTION_STATUS_CANCELED -> "The workflow was cancelled in Temporal before it could tell.";
            case WORKFLOW_EXECUTION_STATUS_FAILED -> "The workflow failed. The Web UI shows where.";
            default -> "The workflow ended without telling how.";
        };
    }

    private String terminated(String run) {
        List<HistoryEvent> last = temporal.getWorkflowServiceStubs()
                .blockingStub()
                .getWorkflowExecutionHistory(GetWorkflowExecutionHistoryRequest.newBuilder()
                        .setNamespace(temporal.getOptions().getNamespace())
                        .setExecution(WorkflowExecution.newBuilder().setWorkflowId(run))
                        .setHistoryEventFilterType(HistoryEventFilterType.HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT)
                        .build())
                .getHistory()
                .getEventsList();
        String said = last.isEmpty()
                ? ""
                : last.getLast().getWorkflowExecutionTerminatedEventAttributes().getReason();
        return said.isBlank()
                ? "Somebody terminated the workflow in Temporal."
                : "Somebody terminated the workflow in Temporal: " + said;
    }
}
