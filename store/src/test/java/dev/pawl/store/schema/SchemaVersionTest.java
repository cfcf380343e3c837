package dev.pawl.store.schema;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.StoreUnavailableException;
import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingPostgres;
import dev.pawl.store.testing.TestingStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SchemaVersionTest {

    @Test
    void agreesWithADatabaseOfItsVersion() {
        check(TestingDatabase.fresh());
    }

    @Test
    void namesTheCommandForADatabaseThatIsOlder() throws SQLException {
        TestingDatabase database = TestingDatabase.fresh();
        execute(database, "delete from flyway_schema_history where version::int > 3");

        assertThatThrownBy(() -> check(database))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("at version 3, but this program needs version " + SchemaVersion.NEEDED)
                .hasMessageContaining("dev.pawl.store.schema.Migrate");
    }

    @Test
    void namesTheCommandForADatabaseThatWasNeverMigrated() throws SQLException {
        TestingDatabase database = TestingDatabase.fresh();
        execute(database, "drop table flyway_schema_history");

        assertThatThrownBy(() -> check(database))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("at version 0");
    }

    @Test
    void refusesADatabaseThatIsNewer() throws SQLException {
        TestingDatabase database = TestingDatabase.fresh();
        execute(
                database,
                "insert into flyway_schema_history select 99, '99', 'later', 'SQL', 'V099__later.sql', 1, 'me', now(), 1, true");

        assertThatThrownBy(() -> check(database))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageContaining("newer than this program");
    }

    @Test
    void tellsAnAbsentDatabaseFromOneThatDoesNotFit() {
        Map<String, Object> nobodyThere = TestingStore.both(
                TestingDatabase.notMigrated(TestingPostgres.shared()).settings(),
                Map.of("pawl.database.url", "jdbc:postgresql://127.0.0.1:1/pawl"));

        try (TestingStore store = TestingStore.over(nobodyThere)) {
            SchemaVersion version = store.get(SchemaVersion.class);
            assertThatThrownBy(version::check).isInstanceOf(StoreUnavailableException.class);
        }
    }

    private static void check(TestingDatabase database) {
        try (TestingStore store = TestingStore.over(database.settings())) {
            store.get(SchemaVersion.class).check();
        }
    }

    private static void execute(TestingDatabase database, String sql) throws SQLException {
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }
}
