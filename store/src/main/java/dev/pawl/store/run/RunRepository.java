package dev.pawl.store.run;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface RunRepository extends GenericRepository<Run, String> {

    @Query("""
            insert into runs (id, kind, title, repository, fingerprint, created_at, changed_at)
            values (:id, :kind, :title, :repository, :fingerprint, :at, :at)
            on conflict (tenant, repository, fingerprint) where fingerprint is not null and status <> 'ENDED' do nothing
            returning id""")
    @Nullable
    String insert(
            String id,
            String kind,
            String title,
            @Nullable String repository,
            @Nullable String fingerprint,
            Instant at);

    @Query("""
            select * from runs
            where repository = :repository and fingerprint = :fingerprint and status <> 'ENDED'""")
    Optional<Run> open(String repository, String fingerprint);

    @Query("select * from runs where id = :id")
    Optional<Run> find(String id);

    @Query("select * from runs where id in (:ids)")
    List<Run> all(Collection<String> ids);

    @Query("select tenant from pawl_tenants_with_quiet_runs(:before, :beyond) as quiet (tenant)")
    List<String> tenantsWithQuietRuns(Instant before, Instant beyond);

    /// Whoever is asking about a run at this moment keeps others from asking too.
    @Query("""
            update runs set checked_at = :now
            where id in (
                select id from runs
                where status <> 'ENDED' and (changed_at < :before or changed_at > :beyond)
                    and (checked_at is null or checked_at < :before or checked_at > :beyond)
                order by greatest(changed_at, checked_at) limit :limit for update skip locked)
            returning *""")
    List<Run> claimQuiet(Instant now, Instant before, Instant beyond, int limit);

    @Query("""
            update runs
            set status = 'ENDED', stage = null, revision = revision + 1, ended_at = :at, changed_at = :at,
                outcome = cast(:outcome as jsonb), waits_for = null, waits_since = null, stalled = null, stalled_since = null
            where id = :id and revision = :revision and status <> 'ENDED'
            returning execution""")
    @Nullable
    Instant endUnheard(String id, long revision, String outcome, Instant at);

    /// What has moved meanwhile waits for something else, if for anything.
    @Query("""
            update runs set stalled = :reason, stalled_since = :since
            where id = :id and revision = :revision and status <> 'ENDED'""")
    int stall(String id, long revision, @Nullable String reason, @Nullable Instant since);

    /// A run that a reset opens again gives its failure up: by now another one may mend it.
    @Query("""
            update runs
            set status = :status, stage = :stage, execution = :execution, revision = :revision,
                started_at = coalesce(started_at, :at), changed_at = :at, ended_at = null, outcome = null,
                fingerprint = case status when 'ENDED' then null else fingerprint end,
                waits_for = null, waits_since = null, stalled = null, stalled_since = null
            where id = :id and (execution, revision) < (:execution, :revision)
                and (status <> 'ENDED' or execution < :execution)""")
    int move(String id, Instant execution, long revision, RunStatus status, @Nullable String stage, Instant at);

    @Query("""
            update runs
            set status = 'ENDED', stage = null, execution = :execution, revision = :revision,
                started_at = coalesce(started_at, :at), changed_at = :at, ended_at = :at, outcome = cast(:outcome as jsonb),
                waits_for = null, waits_since = null, stalled = null, stalled_since = null
            where id = :id and (execution, revision) < (:execution, :revision)
                and (status <> 'ENDED' or execution < :execution)""")
    int end(String id, Instant execution, long revision, String outcome, Instant at);

    @Query("""
            update runs
            set status = :status, stage = :stage, execution = :execution, revision = :revision,
                started_at = coalesce(started_at, :at), changed_at = :at, ended_at = null, outcome = null,
                fingerprint = case status when 'ENDED' then null else fingerprint end,
                waits_for = cast(:waitsFor as jsonb), waits_since = :at, stalled = null, stalled_since = null
            where id = :id and (execution, revision) < (:execution, :revision)
                and (status <> 'ENDED' or execution < :execution)""")
    int pause(
            String id,
            Instant execution,
            long revision,
            RunStatus status,
            @Nullable String stage,
            String waitsFor,
            Instant at);
}
