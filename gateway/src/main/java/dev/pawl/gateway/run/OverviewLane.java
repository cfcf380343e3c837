package dev.pawl.gateway.run;

import dev.pawl.gateway.lane.TenantLanes;
import dev.pawl.store.overview.Overview;
import dev.pawl.store.overview.Overviews;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Reads runs, those that a tenant asks for at the same time in one message to the database.
@Singleton
final class OverviewLane {

    private final TenantLanes<String, Optional<Overview>> lanes;

    OverviewLane(Overviews overviews) {
        lanes = new TenantLanes<>("runs to be read", tenant -> runs -> overviews.find(tenant, runs));
    }

    /// The run with all that belongs to it, if this tenant has it.
    CompletableFuture<Optional<Overview>> find(String tenant, String run) {
        return lanes.ask(tenant, run);
    }

    @PreDestroy
    void close() {
        lanes.close();
    }
}
