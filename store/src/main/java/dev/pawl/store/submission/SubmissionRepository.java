package dev.pawl.store.submission;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface SubmissionRepository extends GenericRepository<Submission, String> {

    @Query("""
            insert into submissions
                (run_id, idempotency_key, kind, request, request_digest, trace_parent, submitted_at)
            values (:runId, :idempotencyKey, :kind, cast(:request as jsonb), :requestDigest, :traceParent, :submittedAt)
            on conflict (tenant, idempotency_key) do nothing
            returning run_id""")
    @Nullable
    String insert(
            String runId,
            @Nullable String idempotencyKey,
            String kind,
            String request,
            String requestDigest,
            @Nullable String traceParent,
            Instant submittedAt);

    @Query("select * from submissions where idempotency_key = :idempotencyKey")
    Optional<Submission> findByKey(String idempotencyKey);

    @Query("update submissions set run_id = :open, joined = true where run_id = :runId")
    int join(String runId, String open);

    @Query("select * from submissions where run_id = :runId and not joined")
    Optional<Submission> find(String runId);
}
