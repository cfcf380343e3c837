package dev.pawl.store.verdict;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface VerdictRepository extends GenericRepository<Verdict, String> {

    @Query("""
            insert into verdicts (run_id, tree, gate, outcome, level, evidence, summary, findings, judged_at)
            values (:runId, :tree, :gate, :outcome, :level, :evidence, :summary, cast(:findings as jsonb), :judgedAt)
            on conflict (tenant, run_id, tree, gate) do update
            set outcome = excluded.outcome, level = excluded.level, evidence = excluded.evidence,
                summary = excluded.summary, findings = excluded.findings, judged_at = excluded.judged_at
            where verdicts.judged_at <= excluded.judged_at""")
    void record(Verdict verdict);

    @Query("select judged_at from verdicts where run_id = :runId and tree = :tree and gate = :gate")
    Instant judgedAt(String runId, String tree, String gate);

    @Query("select * from verdicts where tree = :tree and gate = :gate order by judged_at desc limit 1")
    Optional<Verdict> latest(String tree, String gate);

    @Query("select * from verdicts where run_id = :runId order by judged_at, tree, gate")
    List<Verdict> of(String runId);
}
