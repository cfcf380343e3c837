package dev.pawl.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/// The connections of one program. It starts without the database, goes on when the database comes back, and closes
/// with the context, after every bean that was given it.
@Singleton
public final class Pool implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HikariDataSource connections;

    public Pool(DatabaseSettings settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("pawl");
        pool.setJdbcUrl(settings.url());
        pool.setUsername(settings.username());
        pool.setPassword(settings.password());
        pool.setMaximumPoolSize(settings.poolSize());
        pool.setMinimumIdle(Math.min(2, settings.poolSize()));
        pool.setConnectionTimeout(PATIENCE.toMillis());
        pool.setValidationTimeout(Duration.ofSeconds(2).toMillis());
        pool.setKeepaliveTime(Duration.ofMinutes(1).toMillis());
        pool.setInitializationFailTimeout(-1);
        pool.addDataSourceProperty("connectTimeout", "4");
        pool.addDataSourceProperty("socketTimeout", "60");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("ApplicationName", "pawl");
        connections = new HikariDataSource(pool);
    }

    /// A connection outside any tenant's transaction: row-level security shows it no row.
    public Connection connection() throws SQLException {
        return connections.getConnection();
    }

    DataSource connections() {
        return connections;
    }

    @Override
    @PreDestroy
    public void close() {
        connections.close();
    }
}
