package dev.pawl.activities.agent;

import dev.pawl.activities.ledger.Chronicle;
import dev.pawl.activities.sandbox.Sandboxes;
import dev.pawl.activities.workspace.Checkout;
import dev.pawl.activities.workspace.TestingOrigin;
import dev.pawl.activities.workspace.TestingWorkshop;
import dev.pawl.store.event.Event;
import dev.pawl.store.event.Events;
import dev.pawl.store.invocation.Invocation;
import dev.pawl.store.invocation.Invocations;
import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Agents;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.workspace.Workspace;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.testing.TestActivityEnvironment;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// Agents, and a repository of one file, `a.txt`, which holds the word `one`.
final class TestingAgency implements AutoCloseable {

    private final Path folder;
    private final TestingWorkshop workshop;
    private final TestingOrigin origin;
    private Workspace base;
    private final Agents agents;

    private TestingAgency(Path folder, Map<String, Object> more) throws IOException {
        this.folder = folder.resolve("agents");
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("pawl.agent.folder", this.folder.toString());
        workshop = TestingWorkshop.in(folder, settings);
        origin = TestingOrigin.in(folder.resolve("origin"));
        origin.write("a.txt", "one\n").commit("First");
        base = workshop.opened(origin);
        workshop.temporal().registerActivitiesImplementations(workshop.get(AgentActivities.class));
        agents = workshop.temporal().newActivityStub(Agents.class);
    }

    static TestingAgency in(Path folder, Map<String, Object> more) throws IOException {
        return new TestingAgency(folder, more);
    }

    /// Puts a file into the repository that agents work on from now.
    void hold(String path, String content) throws IOException {
        origin.write(path, content).commit("Hold " + path);
        base = workshop.opened(origin);
    }

    /// Puts a program where the operator puts agents.
    void program(String path, String script) throws IOException {
        write(path, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(folder.resolve(path), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    void write(String path, String text) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    Assignment assignment(String step, AgentChoice agent) {
        return assignment(step, agent, Duration.ofMinutes(2));
    }

    Assignment assignment(String step, AgentChoice agent, Duration longest) {
        return new Assignment(
                step,
                agent,
                base,
                new Brief("A bug", "It is broken.", "Mend it.", List.of(), List.of(), null),
                longest,
                agent.hasRoles() ? "developer" : null,
                null,
                null);
    }

    Work work(String step, AgentChoice agent) {
        return work(assignment(step, agent));
    }

    Work work(Assignment assignment) {
        return agents.work(workshop.moment("fix"), assignment);
    }

    /// Lets a runtime of the test carry it out, on a line to Temporal of its own.
    Work workBy(AgentRuntime runtime, Moment moment, Assignment assignment) {
        TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();
        try {
            temporal.registerActivitiesImplementations(new AgentActivities(
                    workshop.get(Chronicle.class),
                    workshop.get(Sandboxes.class),
                    List.of(runtime),
                    workshop.get(Invocations.class),
                    workshop.get(Sessions.class)));
            return temporal.newActivityStub(Agents.class).work(moment, assignment);
        } finally {
            temporal.close();
        }
    }

    /// Cancels what is at work once this is so.
    void cancelWhen(BooleanSupplier so) {
        Thread.ofVirtual().start(() -> {
            while (!so.getAsBoolean()) {
                LockSupport.parkNanos(20_000_000);
            }
            workshop.temporal().requestCancelActivity();
        });
    }

    @WorkflowInterface
    public interface Story {
        @WorkflowMethod
        Work tell(Moment moment, Assignment assignment);
    }

    public static final class OneStep implements Story {
        @Override
        public Work tell(Moment moment, Assignment assignment) {
            return Agents.on("fix", Duration.ofMinutes(5), Duration.ofSeconds(20), null)
                    .work(moment, assignment);
        }
    }

    /// A worker that shuts down once this is so, and another one that goes on.
    Work handedOverWhen(BooleanSupplier so, Assignment assignment) throws InterruptedException {
        try (TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance()) {
            WorkerFactory first = worker(temporal);
            WorkflowOptions options = WorkflowOptions.newBuilder()
                    .setTaskQueue(Queue.AGENTS.taskQueue())
                    .build();
            Story story = temporal.getWorkflowClient().newWorkflowStub(Story.class, options);
            WorkflowClient.start(story::tell, workshop.moment("fix"), assignment);
            while (!so.getAsBoolean()) {
                Thread.sleep(20);
            }
            first.shutdown();
            first.awaitTermination(20, TimeUnit.SECONDS);
            WorkerFactory second = worker(temporal);
            Work work = result(assignment.step());
            second.shutdownNow();
            second.awaitTermination(10, TimeUnit.SECONDS);
            return work;
        }
    }

    private WorkerFactory worker(TestWorkflowEnvironment temporal) {
        // Nothing is kept for a worker that is gone: the in-memory server would wait for it.
        WorkerFactory factory = WorkerFactory.newInstance(
                temporal.getWorkflowClient(),
                WorkerFactoryOptions.newBuilder().setWorkflowCacheSize(0).build());
        Worker worker = factory.newWorker(Queue.AGENTS.taskQueue());
        worker.registerWorkflowImplementationTypes(OneStep.class);
        worker.registerActivitiesImplementations(workshop.get(AgentActivities.class));
        factory.start();
        return factory;
    }

    private Work result(String step) throws InterruptedException {
        while (true) {
            Optional<String> result = row(step).map(Invocation::result);
            if (result.isPresent()) {
                return Checkpoint.work(result.get());
            }
            Thread.sleep(50);
        }
    }

    Optional<Invocation> row(String step) {
        return workshop.get(Invocations.class).find(workshop.tenant(), TestingWorkshop.RUN, step);
    }

    List<Event> events() {
        return workshop.get(Events.class).after(workshop.tenant(), TestingWorkshop.RUN, 0, 1_000_000);
    }

    List<Event> events(String kind) {
        return events().stream().filter(event -> event.kind().equals(kind)).toList();
    }

    boolean hasSaid(String text) {
        return events("agent.said").stream().anyMatch(event -> event.body().contains(text));
    }

    /// What a file holds in the tree that an agent left.
    String content(Work work, String path) throws IOException {
        if (!(work instanceof Work.Done done)) {
            throw new AssertionError("It did not do it: " + work);
        }
        try (Checkout checkout = workshop.checkout(done.workspace())) {
            return Files.readString(checkout.folder().resolve(path));
        }
    }

    TestingWorkshop workshop() {
        return workshop;
    }

    @Override
    public void close() {
        workshop.close();
    }
}
