package dev.pawl.store.event;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface EventRepository extends GenericRepository<Event, String> {

    /// Takes the run's row lock, which is held until the events are committed, and returns the run's last number, or
    /// null where there is no such run.
    @Query("""
            update runs set last_event = last_event + :count, changed_at = :at where id = :runId
            returning last_event""")
    @Nullable
    Long advance(String runId, int count, Instant at);

    @Query("insert into events (run_id, seq, at, kind, body) values (:runId, :seq, :at, :kind, cast(:body as jsonb))")
    void insert(List<Event> events);

    @Query("select * from events where run_id = :runId and seq > :seq order by seq limit :limit")
    List<Event> after(String runId, long seq, int limit);

    @Query("select * from events where run_id = :runId and kind = 'agent.began' order by seq")
    List<Event> beginningsOfAgents(String runId);
}
