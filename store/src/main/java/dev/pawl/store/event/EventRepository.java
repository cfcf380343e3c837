package dev.pawl.store.event;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface EventRepository extends GenericRepository<Event, String> {

    /// Takes the run's row lock, which is held until the events are committed.
    @Query("select last_event from runs where id = :runId for no key update")
    Optional<Long> lockLast(String runId);

    @Query("update runs set last_event = :last where id = :runId")
    int setLast(String runId, long last);

    @Query("insert into events (run_id, seq, at, kind, body) values (:runId, :seq, :at, :kind, cast(:body as jsonb))")
    void insert(List<Event> events);

    @Query("select * from events where run_id = :runId and seq > :seq order by seq limit :limit")
    List<Event> after(String runId, long seq, int limit);
}
