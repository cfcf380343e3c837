package dev.pawl.store.database;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.data.jdbc.config.DataJdbcConfiguration;
import io.micronaut.data.model.query.builder.sql.Dialect;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/// Shows the pool to Micronaut Data, so that no program needs a `datasources` entry.
@Factory
final class DataSourceFactory {

    private static final String NAME = "default";

    @Singleton
    @Named(NAME)
    DataSource dataSource(Pool pool) {
        return pool.connections();
    }

    /// A type of its own: as itself it would be made only from a `datasources` entry.
    @Singleton
    @Named(NAME)
    @Bean(typed = DataJdbcConfiguration.class)
    static final class PostgresConfiguration extends DataJdbcConfiguration {

        PostgresConfiguration() {
            super(NAME);
            setDialect(Dialect.POSTGRES);
        }
    }
}
