package dev.pawl.gateway.outbox;

import com.google.protobuf.Timestamp;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.enums.v1.PendingWorkflowTaskState;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.PendingWorkflowTaskInfo;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.client.WorkflowClient;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/// Finds out whether a story asked for something that no worker takes up.
@Singleton
final class Standstills {

    /// Whoever is there takes up at once what it has a slot for.
    private static final Duration AT_ONCE = Duration.ofSeconds(10);

    private final WorkflowClient temporal;
    private final InstantSource time;

    Standstills(WorkflowClient temporal, InstantSource time) {
        this.temporal = temporal;
        this.time = time;
    }

    Optional<Standstill> of(String run) {
        DescribeWorkflowExecutionResponse told =
                temporal.newUntypedWorkflowStub(run).describe().getRawDescription();
        for (PendingActivityInfo activity : told.getPendingActivitiesList()) {
            if (activity.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED) {
                Optional<Standstill> found = taskQueue(run, activity)
                        .flatMap(queue -> in(
                                queue, TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY, instant(activity.getScheduledTime())));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        PendingWorkflowTaskInfo task = told.getPendingWorkflowTask();
        return task.getState() == PendingWorkflowTaskState.PENDING_WORKFLOW_TASK_STATE_SCHEDULED
                ? in(
                        told.getExecutionConfig().getTaskQueue().getName(),
                        TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
                        instant(task.getScheduledTime()))
                : Optional.empty();
    }

    /// A time that is yet to come is that of another try after a failure.
    private Optional<Standstill> in(String taskQueue, TaskQueueType type, Instant since) {
        return since.plus(AT_ONCE).isAfter(time.instant()) || isPolled(taskQueue, type, since)
                ? Optional.empty()
                : Optional.of(Standstill.at(taskQueue, since));
    }

    /// Whether anybody asked for work since then. Who asked before and did not get it is gone, or busy: the server
    /// remembers it for some minutes, whatever became of it.
    private boolean isPolled(String taskQueue, TaskQueueType type, Instant since) {
        try {
            return temporal
                    .getWorkflowServiceStubs()
                    .blockingStub()
                    .describeTaskQueue(DescribeTaskQueueRequest.newBuilder()
                            .setNamespace(temporal.getOptions().getNamespace())
                            .setTaskQueue(TaskQueue.newBuilder().setName(taskQueue))
                            .setTaskQueueType(type)
                            .build())
                    .getPollersList()
                    .stream()
                    .anyMatch(poller -> instant(poller.getLastAccessTime()).isAfter(since));
        } catch (StatusRuntimeException failure) {
            Status.Code code = failure.getStatus().getCode();
            if (code == Status.Code.UNIMPLEMENTED || code == Status.Code.PERMISSION_DENIED) {
                return true; // a server in memory does not know, and another may not tell: so nothing is said
            }
            throw failure;
        }
    }

    /// A server that does not tell it here has it in the history.
    private Optional<String> taskQueue(String run, PendingActivityInfo activity) {
        String told = activity.getActivityOptions().getTaskQueue().getName();
        return told.isEmpty()
                ? temporal.streamHistory(run)
                        .filter(event -> event.getActivityTaskScheduledEventAttributes()
                                .getActivityId()
                                .equals(activity.getActivityId()))
                        .map(event -> event.getActivityTaskScheduledEventAttributes()
                                .getTaskQueue()
                                .getName())
                        .findFirst()
                : Optional.of(told);
    }

    private static Instant instant(Timestamp stamp) {
        return Instant.ofEpochSecond(stamp.getSeconds(), stamp.getNanos());
    }
}
