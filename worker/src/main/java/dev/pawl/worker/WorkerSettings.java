package dev.pawl.worker;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.util.List;

/// Which pools a worker serves, and how much it does at once.
///
/// @param pools by name: `control` tells the stories, `work` fetches and delivers, `agents` and `gates` are at
///     work; `training` takes nothing from any
/// @param slots how many activities of one pool run here at the same time
/// @param cachedRuns how many stories are kept in memory between their steps
@ConfigurationProperties("pawl.worker")
public record WorkerSettings(
        @Bindable(defaultValue = "control,work,agents,gates")
        List<String> pools,

        @Bindable(defaultValue = "20") int slots,
        @Bindable(defaultValue = "600") int cachedRuns) {

    public WorkerSettings {
        pools = List.copyOf(pools);
        if (pools.isEmpty()) {
            throw new IllegalArgumentException(
                    "PAWL_WORKER_POOLS names no pool. Leave it unset to serve all, or name some of %s."
                            .formatted(Pools.names()));
        }
        if (slots < 1 || cachedRuns < 1) {
            throw new IllegalArgumentException("PAWL_WORKER_SLOTS and PAWL_WORKER_CACHED_RUNS must be at least 1.");
        }
    }
}
