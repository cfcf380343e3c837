package dev.pawl.store.submission;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface SubmissionRepository extends GenericRepository<Submission, String> {

    @Query("select * from submissions where idempotency_key = :idempotencyKey")
    Optional<Submission> findByKey(String idempotencyKey);

    @Query("update submissions set run_id = :open, joined = true where run_id = :runId")
    int join(String runId, String open);

    @Query("select * from submissions where run_id = :runId and not joined")
    Optional<Submission> find(String runId);
}
