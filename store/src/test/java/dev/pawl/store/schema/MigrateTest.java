package dev.pawl.store.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class MigrateTest {

    private final TestingPostgres server = TestingPostgres.shared();

    @Test
    void makesTheDatabaseAndTheRoleAndSaysTheVersion() throws SQLException {
        TestingDatabase database = TestingDatabase.notMigrated(server);

        Said said = migrate(database.environment());

        assertThat(said).isEqualTo(new Said(0, "The database is at version " + SchemaVersion.NEEDED + ".\n", ""));
        try (Connection program = database.program()) {
            assertThat(ask(program, "select max(version::int) from flyway_schema_history"))
                    .isEqualTo("" + SchemaVersion.NEEDED);
        }
    }

    @Test
    void changesNothingTheSecondTime() throws SQLException {
        TestingDatabase database = TestingDatabase.fresh();
        String before = history(database);

        assertThat(migrate(database.environment()).code()).isZero();

        assertThat(history(database)).isEqualTo(before).contains("V001__");
    }

    @Test
    void letsManyMigrateAtOnce() throws InterruptedException, ExecutionException, SQLException {
        TestingDatabase database = TestingDatabase.notMigrated(server);
        Callable<Said> migration = () -> migrate(database.environment());

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Said> one :
                    threads.invokeAll(Stream.generate(() -> migration).limit(4).toList())) {
                assertThat(one.get().err()).isEmpty();
            }
        }
        try (Connection owner = database.owner()) {
            assertThat(ask(owner, "select count(*) from flyway_schema_history where version is not null"))
                    .as("each migration once")
                    .isEqualTo("" + SchemaVersion.NEEDED);
        }
    }

    @Test
    void givesTheRoleTheNewPassword() throws SQLException {
        String role = "role_with_a_new_password";
        TestingDatabase database = TestingDatabase.notMigrated(server);
        Map<String, String> environment = on(database, role);
        migrate(environment);
        environment.put("PAWL_DATABASE_PASSWORD", "another 'password'");

        assertThat(migrate(environment).code()).isZero();
        assertThat(migrate(environment).code()).isZero();

        try (Connection program = DriverManager.getConnection(database.url(), role, "another 'password'")) {
            assertThat(ask(program, "select current_user")).isEqualTo(role);
        }
        assertThatThrownBy(() -> DriverManager.getConnection(database.url(), role, TestingDatabase.PROGRAM_PASSWORD))
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void refusesADatabaseThatIsNewer() throws SQLException {
        TestingDatabase database = TestingDatabase.fresh();
        execute(
                database,
                "insert into flyway_schema_history select 99, '99', 'later', 'SQL', 'V099__later.sql', 1, 'me', now(), 1, true");

        Said said = migrate(database.environment());

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).contains("at version 99").contains("knows only up to version " + SchemaVersion.NEEDED);
    }

    @Test
    void refusesADatabaseThatAnotherBuildMigrated() throws SQLException {
        TestingDatabase database = TestingDatabase.fresh();
        execute(database, "update flyway_schema_history set checksum = 1 where version = '002'");

        Said said = migrate(database.environment());

        assertThat(said.code()).isEqualTo(2);
        assertThat(said.err()).startsWith("The database was migrated by another build");
    }

    @Test
    void refusesARoleThatCouldStepRoundThePolicies() throws SQLException {
        TestingDatabase anywhere = TestingDatabase.fresh();
        execute(anywhere, "create role role_of_power login bypassrls");
        execute(anywhere, "create role role_in_a_group login");
        execute(anywhere, "grant pg_read_all_data to role_in_a_group");
        execute(anywhere, "create role role_that_owns login");
        execute(anywhere, "create table owned (id int)");
        execute(anywhere, "alter table owned owner to role_that_owns");

        assertThat(migrate(environmentOf("role_of_power")).err()).contains("may bypass row-level security");
        assertThat(migrate(environmentOf("role_in_a_group")).err()).contains("is a member of another role");
        assertThat(migrate(on(anywhere, "role_that_owns")).err()).contains("owns something in the database");
    }

    @Test
    void refusesTheOwnerAsAProgram() {
        assertThat(migrate(environmentOf(TestingPostgres.OWNER)))
                .isEqualTo(new Said(
                        2,
                        "",
                        "The programs may not be the database's owner, but both are 'postgres'. Give"
                                + " PAWL_DATABASE_USERNAME a role of its own.\n"));
    }

    @Test
    void saysWhichSettingIsMissingOrWrong() {
        Map<String, String> environment = environmentOf("pawl_program");
        Map<String, String> wrongPassword = new HashMap<>(environment);
        wrongPassword.put("PAWL_DATABASE_OWNER_PASSWORD", "wrong");
        Map<String, String> nobodyThere = new HashMap<>(environment);
        nobodyThere.put("PAWL_DATABASE_URL", "jdbc:postgresql://127.0.0.1:1/pawl");

        assertThat(migrate(Map.of()).err())
                .isEqualTo("PAWL_DATABASE_URL is not set. Set it and run the migration again.\n");
        assertThat(migrate(wrongPassword).err()).startsWith("PostgreSQL did not let the owner 'postgres' in.");
        assertThat(migrate(nobodyThere).err()).startsWith("PostgreSQL does not answer at 127.0.0.1:1.");
    }

    @Test
    void neverShowsAPassword() {
        Map<String, String> environment = TestingDatabase.fresh().environment();

        assertThat(MigrationSettings.from(environment).toString())
                .contains(TestingDatabase.PROGRAM)
                .doesNotContain(
                        environment.get("PAWL_DATABASE_PASSWORD"), environment.get("PAWL_DATABASE_OWNER_PASSWORD"));
    }

    @Test
    void lastMigrationIsTheVersionThatProgramsNeed() throws SQLException {
        try (Connection owner = TestingDatabase.fresh().owner()) {
            assertThat(ask(owner, "select max(version::int) from flyway_schema_history"))
                    .isEqualTo("" + SchemaVersion.NEEDED);
        }
    }

    private Map<String, String> environmentOf(String role) {
        return on(TestingDatabase.notMigrated(server), role);
    }

    private static Map<String, String> on(TestingDatabase database, String role) {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("PAWL_DATABASE_USERNAME", role);
        return environment;
    }

    private static void execute(TestingDatabase database, String sql) throws SQLException {
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    /// Every migration, and when it was carried out.
    private static String history(TestingDatabase database) throws SQLException {
        try (Connection owner = database.owner()) {
            return ask(
                    owner,
                    "select string_agg(script || ' ' || installed_on, ', ' order by installed_rank) from flyway_schema_history");
        }
    }

    private static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        }
    }

    private static Said migrate(Map<String, String> environment) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Migrate.run(environment, print(out), print(err));
        return new Said(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private record Said(int code, String out, String err) {}
}
