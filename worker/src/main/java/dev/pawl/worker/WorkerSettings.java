package dev.pawl.worker;

import dev.pawl.workflows.port.Queue;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/// Which pools a worker serves, and how much it does at once.
///
/// @param pools by name: `control` tells the stories, `work` fetches and delivers, `agents` and `gates` are at
///     work; `training` takes nothing from any
/// @param controlSlots how much bookkeeping between the steps of stories is done here at the same time
/// @param workSlots how many repositories are fetched or delivered to at the same time
/// @param agentSlots how many agents work at the same time
/// @param gateSlots how many gates work at the same time: each may use as much of the machine as a build does
/// @param cachedRuns how many stories are kept in memory between their steps
@ConfigurationProperties("pawl.worker")
public record WorkerSettings(
        @Bindable(defaultValue = "control,work,agents,gates")
        List<String> pools,

        @Bindable(defaultValue = "20") int controlSlots,
        @Bindable(defaultValue = "8") int workSlots,
        @Bindable(defaultValue = "8") int agentSlots,
        @Bindable(defaultValue = "4") int gateSlots,
        @Bindable(defaultValue = "600") int cachedRuns) {

    public WorkerSettings {
        pools = List.copyOf(pools);
        if (pools.isEmpty()) {
            throw new IllegalArgumentException(
                    "PAWL_WORKER_POOLS names no pool. Leave it unset to serve all, or name some of %s."
                            .formatted(Pools.names()));
        }
        requireSome("PAWL_WORKER_CONTROL_SLOTS", controlSlots);
        requireSome("PAWL_WORKER_WORK_SLOTS", workSlots);
        requireSome("PAWL_WORKER_AGENT_SLOTS", agentSlots);
        requireSome("PAWL_WORKER_GATE_SLOTS", gateSlots);
        requireSome("PAWL_WORKER_CACHED_RUNS", cachedRuns);
    }

    /// How many activities of one pool run here at the same time; what is more waits in its queue.
    int slots(Queue queue) {
        return switch (queue) {
            case CONTROL -> controlSlots;
            case WORK -> workSlots;
            case AGENTS -> agentSlots;
            case GATES -> gateSlots;
        };
    }

    private static void requireSome(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("%s is %d. It must be at least 1.".formatted(name, value));
        }
    }
}
