package dev.pawl.store.invocation;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface InvocationRepository extends GenericRepository<Invocation, String> {

    /// Begun for the first time, it is held by who began it. Answers null where it was begun before.
    @Query("""
            insert into invocations (run_id, step, input_digest, reset, told, fence, tries, started_at, updated_at)
            values (:runId, :step, :inputDigest, :reset, :told, 1, 1, :at, :at)
            on conflict (tenant, run_id, step) do nothing
            returning fence""")
    @Nullable
    Long insert(String runId, String step, String inputDigest, @Nullable String reset, Instant told, Instant at);

    /// A checkpoint is gone on from only if it is of the same input and nothing came of it yet.
    @Query("""
            update invocations
            set checkpoint = case when finished_at is null and input_digest = :inputDigest then checkpoint end,
                transcript = case when finished_at is null and input_digest = :inputDigest then transcript end,
                input_digest = :inputDigest, reset = :reset, result = null, finished_at = null, tries = 0,
                updated_at = :at
            where run_id = :runId and step = :step""")
    int beginAnew(String runId, String step, String inputDigest, @Nullable String reset, Instant at);

    @Query("select * from invocations where run_id = :runId and step = :step")
    Optional<Invocation> find(String runId, String step);

    @Query("select * from invocations where run_id = :runId and step = :step for update")
    Optional<Invocation> lock(String runId, String step);

    @Query("""
            update invocations set fence = fence + 1, tries = tries + 1, told = :told, updated_at = :at
            where run_id = :runId and step = :step""")
    int takeOver(String runId, String step, Instant told, Instant at);

    /// Answers null where the blob was collected. Until the commit, it is not.
    @Query("select digest from blobs where digest = :digest and taken_at is null for share")
    @Nullable
    String hold(String digest);

    /// Without a transcript, the one from before stays.
    @Query("""
            update invocations
            set checkpoint = cast(:checkpoint as jsonb), tries = 0, updated_at = :at,
                transcript = coalesce(cast(:transcript as text), transcript)
            where run_id = :runId and step = :step and fence = :fence and finished_at is null""")
    int checkpoint(String runId, String step, long fence, String checkpoint, @Nullable String transcript, Instant at);

    /// Whoever goes on tries as often as if this one had not begun, or once less.
    @Query("""
            update invocations
            set checkpoint = cast(:checkpoint as jsonb), tries = greatest(tries - :forgiven, 0), updated_at = :at
            where run_id = :runId and step = :step and fence = :fence and finished_at is null""")
    int leave(String runId, String step, long fence, String checkpoint, int forgiven, Instant at);

    /// Whoever goes on tries as often as if this one had not begun.
    @Query("""
            update invocations set tries = greatest(tries - 1, 0), updated_at = :at
            where run_id = :runId and step = :step and fence = :fence and finished_at is null""")
    int forgive(String runId, String step, long fence, Instant at);

    /// Answers null where it was taken over. Until the commit, nobody takes it over.
    @Query("select fence from invocations where run_id = :runId and step = :step and fence = :fence for share")
    @Nullable
    Long confirm(String runId, String step, long fence);

    /// Said twice by the same holder it is still finished: its first answer may have been lost on the way.
    @Query("""
            update invocations set result = cast(:result as jsonb), updated_at = :at, finished_at = :at
            where run_id = :runId and step = :step and fence = :fence
                and (finished_at is null or result = cast(:result as jsonb))""")
    int finish(String runId, String step, long fence, String result, Instant at);
}
