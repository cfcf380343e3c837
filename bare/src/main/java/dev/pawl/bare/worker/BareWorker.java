package dev.pawl.bare.worker;

import io.temporal.client.WorkflowClient;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;

/// The worker: virtual threads, as Pawl's; for the rest, what the SDK does by itself.
public final class BareWorker {

    /// Where it polls.
    public static final String TASK_QUEUE = "bare";

    private BareWorker() {}

    /// Starts it and returns; it polls until it is told to stop.
    ///
    /// @param words where Temporal is
    public static void start(String[] words) {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(words[0]).build());
        WorkerFactory workers = WorkerFactory.newInstance(
                WorkflowClient.newInstance(stubs),
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build());
        Worker worker = workers.newWorker(
                TASK_QUEUE,
                WorkerOptions.newBuilder().setUsingVirtualThreads(true).build());
        worker.registerWorkflowImplementationTypes(BareStepWorkflow.class);
        worker.registerActivitiesImplementations((BareWork) request -> request);
        workers.start();
        System.out.println("polling");
    }
}
