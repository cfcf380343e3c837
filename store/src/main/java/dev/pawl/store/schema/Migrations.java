package dev.pawl.store.schema;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.jspecify.annotations.Nullable;

/// The migrations of this version, carried out by Flyway in their order.
final class Migrations {

    private final Flyway flyway;

    Migrations(DataSource owner) {
        this.flyway = Flyway.configure()
                .dataSource(owner)
                .locations("classpath:db/migration")
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .loggers(SilentLog.Creator.class.getName())
                .load();
    }

    /// Returns the version that the database is at now.
    int apply() throws SQLException {
        try {
            refuseNewer();
            flyway.migrate();
            return versionOf(flyway.info().current());
        } catch (FlywayValidateException failure) {
            throw new RefusedMigrationException(
                    "The database was migrated by another build, whose migrations differ from this one's: "
                            + failure.getMessage() + ". Use the build that made it, or a newer release.",
                    failure);
        } catch (FlywaySqlException failure) {
            throw failure.getCause() instanceof SQLException cause ? cause : new SQLException(failure);
        } catch (FlywayException failure) {
            throw new RefusedMigrationException(
                    "A migration failed and was taken back: " + failure.getMessage(), failure);
        }
    }

    private void refuseNewer() {
        int version = versionOf(flyway.info().current());
        if (version > SchemaVersion.NEEDED) {
            throw new RefusedMigrationException("The database is at version " + version
                    + ", but this build knows only up to version " + SchemaVersion.NEEDED
                    + ". Use the newer build; a database is never taken back.");
        }
    }

    private static int versionOf(@Nullable MigrationInfo current) {
        return current == null ? 0 : Integer.parseInt(current.getVersion().getVersion());
    }
}
