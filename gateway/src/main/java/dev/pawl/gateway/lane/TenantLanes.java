package dev.pawl.gateway.lane;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/// A lane for each tenant: nobody is served together with another's, nor waits for another's.
public final class TenantLanes<Q, A> implements AutoCloseable {

    private final String name;
    private final Desks<Q, A> desks;
    private final Map<String, Lane<Q, A>> lanes = new ConcurrentHashMap<>();

    /// @param name what is asked for here, for people
    public TenantLanes(String name, Desks<Q, A> desks) {
        this.name = name;
        this.desks = desks;
    }

    /// Whoever serves a tenant.
    public interface Desks<Q, A> {
        Lane.Desk<Q, A> of(String tenant);
    }

    /// As a lane does.
    public CompletableFuture<A> ask(String tenant, Q question) {
        return lanes.computeIfAbsent(tenant, _ -> new Lane<>(name, desks.of(tenant)))
                .ask(question);
    }

    @Override
    public void close() {
        lanes.values().forEach(Lane::close);
    }
}
