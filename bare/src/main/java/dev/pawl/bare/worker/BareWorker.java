package dev.pawl.bare.worker;

import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import java.io.IOException;

/// The worker: virtual threads, as Pawl's; for the rest, what the SDK does by itself.
public final class BareWorker {

    /// Where workflows wait, and activities of whoever has no queue of their own for them.
    public static final String STORIES = "bare";

    /// Where activities wait that may be carried out elsewhere than workflows, as agents are.
    public static final String WORK = "bare-work";

    private BareWorker() {}

    /// Polls until nobody holds its standard input any more.
    ///
    /// @param words where Temporal is
    public static void start(String[] words) throws IOException {
        WorkerFactory workers = WorkerFactory.newInstance(
                BareClient.of(words[0]),
                WorkerFactoryOptions.newBuilder()
                        .setUsingVirtualWorkflowThreads(true)
                        .build());
        WorkerOptions options =
                WorkerOptions.newBuilder().setUsingVirtualThreads(true).build();
        Worker stories = workers.newWorker(STORIES, options);
        stories.registerWorkflowImplementationTypes(BareStepWorkflow.class);
        stories.registerActivitiesImplementations((BareWork) request -> request);
        workers.newWorker(WORK, options).registerActivitiesImplementations((BareWork) request -> request);
        workers.start();
        System.out.println("polling");
        while (System.in.read() >= 0) {
            // Whoever started it says nothing more.
        }
        System.exit(0);
    }
}
