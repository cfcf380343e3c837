package dev.pawl.store.schema;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/// Brings a database to this version: makes it and the programs' role where they are missing, migrates, and grants.
public final class Migrate {

    private static final int REFUSED = 2;

    private Migrate() {}

    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), System.out, System.err));
    }

    /// Returns the exit code: 0, or 2 when it refused and said why.
    public static int run(Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            out.println("The database is at version " + migrate(MigrationSettings.from(environment)) + ".");
            return 0;
        } catch (RefusedMigrationException refusal) {
            err.println(refusal.getMessage());
            return REFUSED;
        }
    }

    private static int migrate(MigrationSettings settings) {
        OwnerConnections connections = new OwnerConnections(settings);
        try (Connection connection = connections.open()) {
            requireSupportedServer(connection);
            waitForOthers(connection);
            ProgramRole role = new ProgramRole(settings, connection);
            role.prepare();
            int version = new Migrations(connections.source()).apply();
            role.grant();
            return version;
        } catch (SQLException failure) {
            throw connections.refusal(failure);
        }
    }

    /// One migration at a time: the lock is let go when the connection closes.
    private static void waitForOthers(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(hashtext('dev.pawl.store.schema.Migrate'))");
        }
    }

    private static void requireSupportedServer(Connection connection) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        if (major < 15) {
            throw new RefusedMigrationException(
                    "PostgreSQL " + major + " is too old. Pawl needs PostgreSQL 15 or newer.");
        }
    }
}
