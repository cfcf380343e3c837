package dev.pawl.store.run;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface StageRepository extends GenericRepository<Stage, String> {

    @Query("""
            insert into stages (run_id, execution, revision, status, stage, detail, at)
            values (:runId, :execution, :revision, :status, :stage, :detail, :at)""")
    void insert(Stage change);
}
