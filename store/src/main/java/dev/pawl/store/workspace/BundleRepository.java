package dev.pawl.store.workspace;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface BundleRepository extends GenericRepository<Bundle, String> {

    /// Nothing where the blob was collected. Until the commit, it is not.
    @Query("""
            insert into bundles (repository, commit_id, prerequisite, depth, run_id, blob, created_at)
            select :repository, :commitId, :prerequisite, :depth, :runId, digest, cast(:at as timestamptz)
            from blobs where digest = :blob and taken_at is null for share
            on conflict (tenant, repository, commit_id) do nothing""")
    void insert(
            String repository, String commitId, String prerequisite, int depth, String runId, String blob, Instant at);

    @Query("select * from bundles where repository = :repository and commit_id = :commitId")
    Optional<Bundle> find(String repository, String commitId);

    /// Ends also where rows stand on each other: `union` takes no row twice.
    @Query("""
            with recursive chain as (
                select * from bundles where repository = :repository and commit_id = :commitId
                union
                select below.* from bundles below
                join chain on below.repository = chain.repository and below.commit_id = chain.prerequisite)
            select * from chain order by depth""")
    List<Bundle> chain(String repository, String commitId);
}
