package dev.pawl.worker;

import dev.pawl.activities.agent.AgentActivities;
import dev.pawl.activities.gate.GateActivities;
import dev.pawl.activities.ledger.LedgerActivities;
import dev.pawl.activities.probe.ProbeActivities;
import dev.pawl.activities.sandbox.Sandboxes;
import dev.pawl.activities.workspace.WorkspaceActivities;
import dev.pawl.workflows.Lifecycles;
import dev.pawl.workflows.port.Queue;
import dev.pawl.workflows.port.sandbox.Level;
import io.temporal.worker.Worker;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What runs in which pool: this page is all of it.
@Singleton
final class Pools {

    /// A pool that no story asks for anything: a worker that only warms up serves it.
    static final String TRAINING = "training";

    private final LedgerActivities ledger;
    private final ProbeActivities probes;
    private final WorkspaceActivities workspaces;
    private final AgentActivities agents;
    private final GateActivities gates;

    Pools(
            LedgerActivities ledger,
            ProbeActivities probes,
            WorkspaceActivities workspaces,
            AgentActivities agents,
            GateActivities gates) {
        this.ledger = ledger;
        this.probes = probes;
        this.workspaces = workspaces;
        this.agents = agents;
        this.gates = gates;
    }

    /// Gives the worker of a pool what it carries out there.
    void equip(String pool, Worker worker) {
        if (pool.equals(TRAINING)) {
            worker.registerActivitiesImplementations(probes);
            return;
        }
        switch (queue(pool)) {
            case CONTROL -> {
                worker.registerWorkflowImplementationTypes(Lifecycles.ALL.toArray(new Class<?>[0]));
                worker.registerActivitiesImplementations(ledger, probes);
            }
            case WORK -> worker.registerActivitiesImplementations(workspaces, probes);
            case AGENTS -> worker.registerActivitiesImplementations(agents, probes);
            case GATES -> worker.registerActivitiesImplementations(gates, probes);
        }
    }

    /// The task queues of a pool that a worker polls. Of a pool that runs what strangers wrote, these are the queues of
    /// each level that the worker offers, and of each below that: better is always good enough.
    static List<String> taskQueues(String pool, Sandboxes sandboxes) {
        if (pool.equals(TRAINING)) {
            return List.of(pool);
        }
        Queue queue = queue(pool);
        return switch (queue) {
            case CONTROL, WORK -> List.of(queue.taskQueue());
            case AGENTS, GATES -> {
                Optional<Level> best = sandboxes.offered().stream().max(Comparator.naturalOrder());
                yield Arrays.stream(Level.values())
                        .filter(level -> best.isPresent() && level.compareTo(best.get()) <= 0)
                        .map(queue::taskQueue)
                        .toList();
            }
        };
    }

    /// Whether what strangers wrote is run in one of these pools.
    static boolean runStrangers(List<String> pools) {
        return pools.contains(Queue.AGENTS.taskQueue()) || pools.contains(Queue.GATES.taskQueue());
    }

    static int slots(String pool, WorkerSettings settings) {
        return pool.equals(TRAINING) ? 1 : settings.slots(queue(pool));
    }

    /// Refuses a pool that does not exist.
    static void require(String pool) {
        if (!pool.equals(TRAINING)) {
            queue(pool);
        }
    }

    static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Queue queue : Queue.values()) {
            names.add(queue.taskQueue());
        }
        return names;
    }

    private static Queue queue(String pool) {
        for (Queue queue : Queue.values()) {
            if (queue.taskQueue().equals(pool)) {
                return queue;
            }
        }
        throw new IllegalArgumentException(
                "PAWL_WORKER_POOLS names the pool %s, which does not exist. There are %s.".formatted(pool, names()));
    }
}
