package dev.pawl.store.submission;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface SubmissionRepository extends GenericRepository<Submission, String> {

    @Query("""
            insert into submissions
                (run_id, idempotency_key, kind, request, request_digest, trace_parent, submitted_at)
            values (:runId, :idempotencyKey, :kind, cast(:request as jsonb), :requestDigest, :traceParent, :submittedAt)
            on conflict (tenant, idempotency_key) do nothing""")
    int insert(Submission submission);

    @Query("select * from submissions where idempotency_key = :idempotencyKey")
    Optional<Submission> findByKey(String idempotencyKey);

    @Query("select * from submissions where run_id = :runId")
    Optional<Submission> find(String runId);
}
