package dev.pawl.store.tenant;

import dev.pawl.store.run.Run;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

/// What somebody would write who forgets `Tenants.in`.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface UnguardedRepository extends GenericRepository<Run, String> {

    @Query("select count(*) from runs")
    long count();
}
