package dev.pawl.store.run;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface RunRepository extends GenericRepository<Run, String> {

    @Query("insert into runs (id, kind, title, created_at) values (:id, :kind, :title, :at)")
    void insert(String id, String kind, String title, Instant at);

    @Query("select * from runs where id = :id")
    Optional<Run> find(String id);

    @Query("select * from runs order by created_at desc, id desc limit :limit")
    List<Run> newest(int limit);

    @Query("""
            select * from runs where (created_at, id) < (:createdAt, :id)
            order by created_at desc, id desc limit :limit""")
    List<Run> newestAfter(Instant createdAt, String id, int limit);

    @Query("""
            update runs
            set status = :status, stage = :stage, execution = :execution, revision = :revision,
                started_at = coalesce(started_at, :at), ended_at = null, outcome = null,
                waits_for = null, waits_since = null
            where id = :id and (execution, revision) < (:execution, :revision)
                and (status <> 'ENDED' or execution < :execution)""")
    int move(String id, Instant execution, long revision, RunStatus status, @Nullable String stage, Instant at);

    @Query("""
            update runs
            set status = 'ENDED', stage = null, execution = :execution, revision = :revision,
                started_at = coalesce(started_at, :at), ended_at = :at, outcome = cast(:outcome as jsonb),
                waits_for = null, waits_since = null
            where id = :id and (execution, revision) < (:execution, :revision)
                and (status <> 'ENDED' or execution < :execution)""")
    int end(String id, Instant execution, long revision, String outcome, Instant at);

    @Query("""
            update runs
            set status = 'NEEDS_HUMAN', stage = :stage, execution = :execution, revision = :revision,
                started_at = coalesce(started_at, :at), ended_at = null, outcome = null,
                waits_for = cast(:waitsFor as jsonb), waits_since = :at
            where id = :id and (execution, revision) < (:execution, :revision)
                and (status <> 'ENDED' or execution < :execution)""")
    int pause(String id, Instant execution, long revision, @Nullable String stage, String waitsFor, Instant at);
}
