package dev.pawl.bare.worker;

import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Whoever asks for workflows.
public final class BareClient {

    private BareClient() {}

    static WorkflowClient of(String address) {
        return WorkflowClient.newInstance(WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setTarget(address).build()));
    }

    /// Starts workflows of so many steps all at once, and waits until they have ended.
    ///
    /// @param words where Temporal is, what the workflows' ids begin with, how many, how many steps, whom they ask
    public static void steps(String[] words) {
        WorkflowClient client = of(words[0]);
        int count = Integer.parseInt(words[2]);
        List<WorkflowStub> started = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            WorkflowStub stub = stub(client, words[1] + number, BareWorker.STORIES);
            stub.start(Integer.parseInt(words[3]), words[4]);
            started.add(stub);
        }
        started.forEach(stub -> stub.getResult(String.class));
        System.exit(0);
    }

    /// Starts workflows that nobody carries out, as fast as so many callers can.
    ///
    /// @param words where Temporal is, what the workflows' ids begin with, how many, how many callers
    public static void starts(String[] words) throws InterruptedException, ExecutionException {
        WorkflowClient client = of(words[0]);
        int count = Integer.parseInt(words[2]);
        Semaphore callers = new Semaphore(Integer.parseInt(words[3]));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> started = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                WorkflowStub stub = stub(client, words[1] + number, "bare-nobody");
                callers.acquire();
                started.add(threads.submit(() -> {
                    try {
                        return stub.start(1, BareWorker.WORK);
                    } finally {
                        callers.release();
                    }
                }));
            }
            for (Future<?> each : started) {
                each.get();
            }
        }
        System.exit(0);
    }

    private static WorkflowStub stub(WorkflowClient client, String id, String queue) {
        return client.newUntypedWorkflowStub(
                "bare-step",
                WorkflowOptions.newBuilder()
                        .setWorkflowId(id)
                        .setTaskQueue(queue)
                        .build());
    }
}
