package dev.pawl.store.schema;

import dev.pawl.store.database.Outage;
import dev.pawl.store.database.Pool;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Whether the database is the one that this build was written for.
@Singleton
public final class SchemaVersion {

    /// The newest migration of this build.
    public static final int NEEDED = 18;

    private static final String COMMAND =
            "java -cp worker/target/pawl-0.1.0.jar dev.pawl.store.schema.Migrate (./pawl up does it by itself)";
    private static final String UNDEFINED_TABLE = "42P01";
    private static final String INSUFFICIENT_PRIVILEGE = "42501";

    private final Pool pool;

    public SchemaVersion(Pool pool) {
        this.pool = pool;
    }

    /// Returns when the database fits; throws a sentence when it does not.
    public void check() {
        int found = found();
        if (found < NEEDED) {
            throw new SchemaMismatchException("The database is at version " + found
                    + ", but this program needs version " + NEEDED + ". Run " + COMMAND + ", then start again.");
        }
        if (found > NEEDED) {
            throw new SchemaMismatchException(
                    "The database is at version " + found + ", newer than this program, which knows version " + NEEDED
                            + ". Start the program of the newer release.");
        }
        requireRowSecurity();
    }

    /// A program that was given the owner's role would see every tenant's rows, and nothing would say so.
    private void requireRowSecurity() {
        try (Connection connection = pool.connection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("select row_security_active('runs')")) {
            if (!result.next() || !result.getBoolean(1)) {
                throw new SchemaMismatchException("Row-level security does not hold for the role of this program. Set"
                        + " PAWL_DATABASE_USERNAME to the programs' role, not to the owner or a superuser.");
            }
        } catch (SQLException failure) {
            throw Outage.of(failure);
        }
    }

    private int found() {
        try (Connection connection = pool.connection();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "select coalesce(max(version::int), 0) from flyway_schema_history where success")) {
            return result.next() ? result.getInt(1) : 0;
        } catch (SQLException failure) {
            boolean neverMigrated = UNDEFINED_TABLE.equals(failure.getSQLState())
                    || INSUFFICIENT_PRIVILEGE.equals(failure.getSQLState());
            if (neverMigrated) {
                return 0;
            }
            throw Outage.of(failure);
        }
    }
}
