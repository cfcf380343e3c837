package dev.pawl.bare.route;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.annotation.Value;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a row, over as many connections as a gateway has.
@Singleton
final class RunRows {

    private static final int AS_THE_GATEWAY = 10;
    private static final String ROW = """
            select id, kind, title, status, revision, repository, created_at, ended_at, outcome
            from runs where tenant = 'default' and id = ?""";

    private final HikariDataSource connections;

    RunRows(
            @Value("${bare.url}") String url,
            @Value("${bare.username}") String username,
            @Value("${bare.password}") String password) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setUsername(username);
        pool.setPassword(password);
        pool.setMaximumPoolSize(AS_THE_GATEWAY);
        connections = new HikariDataSource(pool);
    }

    Optional<RunRow> find(String id) throws SQLException {
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = connection.prepareStatement(ROW)) {
            statement.setString(1, id);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? Optional.of(row(found)) : Optional.empty();
            }
        }
    }

    @PreDestroy
    void close() {
        connections.close();
    }

    private static RunRow row(ResultSet found) throws SQLException {
        return new RunRow(
                found.getString("id"),
                found.getString("kind"),
                found.getString("title"),
                found.getString("status"),
                found.getLong("revision"),
                found.getString("repository"),
                found.getTimestamp("created_at").toInstant(),
                instant(found.getTimestamp("ended_at")),
                found.getString("outcome"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp moment) {
        return moment == null ? null : moment.toInstant();
    }
}
