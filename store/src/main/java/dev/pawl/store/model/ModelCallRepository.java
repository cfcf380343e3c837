package dev.pawl.store.model;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ModelCallRepository extends GenericRepository<ModelCall, String> {

    @Query("""
            insert into model_calls (id, run_id, step, provider, model, started_at, ended_at, status, input_tokens,
                cache_write_tokens, cache_read_tokens, output_tokens, cost_micros, source)
            values (:id, :runId, :step, :provider, :model, :startedAt, :endedAt, :status, :inputTokens,
                :cacheWriteTokens, :cacheReadTokens, :outputTokens, :costMicros, :source)
            on conflict (tenant, id) do update
            set ended_at = excluded.ended_at, status = excluded.status, input_tokens = excluded.input_tokens,
                cache_write_tokens = excluded.cache_write_tokens, cache_read_tokens = excluded.cache_read_tokens,
                output_tokens = excluded.output_tokens, cost_micros = excluded.cost_micros, source = excluded.source
            where model_calls.ended_at is null""")
    void record(ModelCall call);

    @Query("select coalesce(sum(cost_micros), 0)::bigint from model_calls where run_id = :runId")
    long spent(String runId);
}
