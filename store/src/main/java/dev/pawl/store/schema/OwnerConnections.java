package dev.pawl.store.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.postgresql.ds.PGSimpleDataSource;

/// Connections of the database's owner; the first one makes the database if it is missing.
final class OwnerConnections {

    private static final String NO_SUCH_DATABASE = "3D000";
    private static final String DUPLICATE_DATABASE = "42P04";
    private static final String UNIQUE_VIOLATION = "23505";

    private final MigrationSettings settings;
    private final PGSimpleDataSource source;

    OwnerConnections(MigrationSettings settings) {
        this.settings = settings;
        this.source = source(settings);
    }

    PGSimpleDataSource source() {
        return source;
    }

    Connection open() throws SQLException {
        try {
            return source.getConnection();
        } catch (SQLException failure) {
            if (!NO_SUCH_DATABASE.equals(failure.getSQLState())) {
                throw failure;
            }
            createDatabase();
            return source.getConnection();
        }
    }

    RefusedMigrationException refusal(SQLException failure) {
        String state = Objects.requireNonNullElse(failure.getSQLState(), "");
        if (state.startsWith("28")) {
            return new RefusedMigrationException(
                    "PostgreSQL did not let the owner '" + settings.owner().name()
                            + "' in. Check PAWL_DATABASE_OWNER_USERNAME and PAWL_DATABASE_OWNER_PASSWORD.",
                    failure);
        }
        if (state.startsWith("08") || state.startsWith("57P")) {
            return new RefusedMigrationException(
                    "PostgreSQL does not answer at " + address()
                            + ". Check that it runs and that PAWL_DATABASE_URL is right.",
                    failure);
        }
        return new RefusedMigrationException(
                "PostgreSQL refused a step of the migration: " + failure.getMessage()
                        + ". Nothing was half done; put it right and run the migration again.",
                failure);
    }

    private String address() {
        return source.getServerNames()[0] + ":" + source.getPortNumbers()[0];
    }

    private void createDatabase() throws SQLException {
        PGSimpleDataSource maintenance = source(settings);
        maintenance.setDatabaseName("postgres");
        String name = Objects.requireNonNull(source.getDatabaseName());
        try (Connection connection = maintenance.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + statement.enquoteIdentifier(name, true));
        } catch (SQLException failure) {
            boolean madeMeanwhile =
                    DUPLICATE_DATABASE.equals(failure.getSQLState()) || UNIQUE_VIOLATION.equals(failure.getSQLState());
            if (!madeMeanwhile) {
                throw failure;
            }
        }
    }

    private static PGSimpleDataSource source(MigrationSettings settings) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(settings.url());
        source.setUser(settings.owner().name());
        source.setPassword(settings.owner().password());
        source.setConnectTimeout(5);
        source.setLoginTimeout(10);
        source.setApplicationName("pawl-migrate");
        return source;
    }
}
