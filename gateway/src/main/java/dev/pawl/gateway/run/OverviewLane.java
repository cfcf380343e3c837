package dev.pawl.gateway.run;

import dev.pawl.gateway.lane.Lane;
import dev.pawl.store.overview.Overview;
import dev.pawl.store.overview.Overviews;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Reads runs, those that a tenant asks for at the same time in one message to the database.
@Singleton
final class OverviewLane {

    private final Lane<Asked, Optional<Overview>> lane;

    OverviewLane(Overviews overviews) {
        lane = Lane.open(
                "runs to be read",
                Asked::tenant,
                (tenant, asked) ->
                        overviews.find(tenant, asked.stream().map(Asked::run).toList()));
    }

    private record Asked(String tenant, String run) {}

    /// The run with all that belongs to it, if this tenant has it.
    CompletableFuture<Optional<Overview>> find(String tenant, String run) {
        return lane.ask(new Asked(tenant, run));
    }

    @PreDestroy
    void close() {
        lane.close();
    }
}
