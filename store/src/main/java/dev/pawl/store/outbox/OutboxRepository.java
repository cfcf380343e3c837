package dev.pawl.store.outbox;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface OutboxRepository extends GenericRepository<Errand, Long> {

    @Query("select tenant from pawl_tenants_with_due_work(:at, :beyond) as due (tenant)")
    List<String> tenantsWithDueWork(Instant at, Instant beyond);

    @Query("""
            insert into outbox (verb, run_id, payload, trace_parent, created_at, due_at)
            values (:verb, :runId, cast(:payload as jsonb), :traceParent, :at, :at)""")
    void insert(Verb verb, String runId, String payload, @Nullable String traceParent, Instant at);

    @Query("""
            with due as (
                select id from outbox waiting
                where done_at is null and (due_at <= :now or due_at > :beyond)
                    and not exists (
                        select from outbox earlier
                        where earlier.run_id = waiting.run_id and earlier.id < waiting.id and earlier.done_at is null)
                order by due_at, id
                limit :limit
                for update skip locked)
            update outbox errand set due_at = :leaseEnd, attempts = errand.attempts + 1
            from due, runs
            where errand.id = due.id and runs.id = errand.run_id
            returning errand.id, errand.verb, errand.run_id, runs.kind, errand.payload, errand.trace_parent,
                errand.attempts""")
    List<Errand> claim(Instant now, Instant beyond, Instant leaseEnd, int limit);

    @Query("select count(*) from outbox where run_id = :runId and done_at is null")
    long waiting(String runId);

    @Query("select count(*) from outbox where run_id = :runId and verb = 'CANCEL'")
    long cancels(String runId);

    @Query("select count(*) from (select from outbox where done_at is null limit :most) few")
    long waiting(int most);

    @Query("update outbox set done_at = :at, last_error = :error where id = :id and done_at is null")
    int close(long id, @Nullable String error, Instant at);

    @Query("""
            update outbox set due_at = :dueAt, last_error = :error
            where id = :id and attempts = :attempts and done_at is null""")
    int postpone(long id, int attempts, String error, Instant dueAt);

    @Query("""
            update runs
            set status = 'ENDED', ended_at = :at,
                outcome = jsonb_build_object('type', 'not-started', 'reason', cast(:reason as text))
            where id = :runId and status = 'SUBMITTED'""")
    int endUnstarted(String runId, String reason, Instant at);
}
