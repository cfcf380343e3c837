package dev.pawl.store.workspace;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface PackRepository extends GenericRepository<Pack, String> {

    /// Nothing where the blob was collected. Until the commit, it is not.
    @Query("""
            insert into packs (repository, base_commit, blob, created_at)
            select :repository, :baseCommit, digest, cast(:at as timestamptz)
            from blobs where digest = :blob and taken_at is null for share
            on conflict (tenant, repository, base_commit) do nothing""")
    void insert(String repository, String baseCommit, String blob, Instant at);

    @Query("select * from packs where repository = :repository and base_commit = :baseCommit")
    Optional<Pack> find(String repository, String baseCommit);

    @Query("select * from packs where repository = :repository order by created_at desc, base_commit limit 5")
    List<Pack> newest(String repository);
}
