package dev.pawl.store.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.testing.TestingDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Row-level security, proved for each table that there is: a table that is new must be named in `ROWS`, or this fails.
final class RowLevelSecurityTest {

    private static final String DIGEST = "a".repeat(64);

    /// A row for each table, in an order that foreign keys allow: columns and values, without the tenant.
    private static final List<Map.Entry<String, String>> ROWS = List.of(
            Map.entry("runs", "(id, kind, title, created_at) values ('run', 'checkup', 'A checkup', now())"),
            Map.entry("stages", "(run_id, execution, revision, status, at) values ('run', now(), 1, 'RUNNING', now())"),
            Map.entry(
                    "submissions",
                    "(run_id, kind, request, request_digest, submitted_at) values ('run', 'checkup', '{}', 'd', now())"),
            Map.entry(
                    "outbox",
                    "(verb, run_id, payload, created_at, due_at) values ('START', 'run', '{}', now(), now())"),
            Map.entry("events", "(run_id, seq, at, kind, body) values ('run', 1, now(), 'said', '{}')"),
            Map.entry(
                    "blobs",
                    "(digest, size, media_type, stored_size, key_id, created_at) values ('" + DIGEST
                            + "', 1, 'text/plain', 100, 'k', now())"),
            Map.entry(
                    "packs",
                    "(repository, base_commit, blob, created_at) values ('toy', 'c0', '" + DIGEST + "', now())"),
            Map.entry(
                    "bundles",
                    "(repository, commit_id, prerequisite, depth, run_id, blob, created_at) values"
                            + " ('toy', 'c1', 'c0', 1, 'run', '" + DIGEST + "', now())"),
            Map.entry(
                    "invocations",
                    "(run_id, step, input_digest, fence, tries, started_at, updated_at) values"
                            + " ('run', 'fix/1', 'd', 1, 1, now(), now())"),
            Map.entry(
                    "verdicts",
                    "(run_id, tree, gate, outcome, level, judged_at) values"
                            + " ('run', 't', 'compile', 'PASSED', 'none', now())"),
            Map.entry(
                    "api_keys",
                    "(id, name, secret_hash, scopes, created_at) values"
                            + " (pawl_tenant() || '-key', 'ci', 'h', 'READ', now())"),
            Map.entry(
                    "model_calls",
                    "(id, run_id, step, provider, model, started_at, input_tokens, cache_write_tokens,"
                            + " cache_read_tokens, output_tokens, cost_micros, source) values"
                            + " ('c', 'run', 'fix/1', 'p', 'm', now(), 1, 0, 0, 1, 2, 'MEASURED')"),
            Map.entry("collections", "(due_at, began_at) values (now(), now())"),
            Map.entry("audit", "(at, actor, action, status) values (now(), 'k', 'GET /v1/runs', 200)"));

    private static final TestingDatabase DATABASE = TestingDatabase.fresh();

    @BeforeAll
    static void twoTenantsHaveARowInEachTable() throws SQLException {
        for (String tenant : List.of("ours", "theirs")) {
            try (Connection program = DATABASE.program()) {
                as(program, tenant);
                for (Map.Entry<String, String> row : ROWS) {
                    execute(program, "insert into " + row.getKey() + " " + row.getValue());
                }
                program.commit();
            }
        }
    }

    static List<String> tables() throws SQLException {
        try (Connection owner = DATABASE.owner()) {
            return tables(owner);
        }
    }

    @Test
    void knowsEveryTable() throws SQLException {
        assertThat(tables())
                .containsExactlyInAnyOrderElementsOf(
                        ROWS.stream().map(Map.Entry::getKey).toList());
    }

    @ParameterizedTest
    @MethodSource("tables")
    void keepsTenantsApart(String table) throws SQLException {
        assertThat(fault(table)).isEmpty();
    }

    @Test
    void findsTheFaultOfATableWithoutAPolicy() throws SQLException {
        try (Connection owner = DATABASE.owner()) {
            execute(
                    owner,
                    "create table planted (tenant text not null default pawl_tenant(), id int, primary key (tenant, id))");
            execute(owner, "insert into planted values ('ours', 1), ('theirs', 2)");
            execute(owner, "grant select, insert, update, delete on planted to pawl_program");
            try {
                assertThat(tables()).contains("planted");
                assertThat(fault("planted")).contains("planted: read without a tenant");
            } finally {
                execute(owner, "drop table planted");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void asksForTheTenantOncePerStatement(String table) throws SQLException {
        try (Connection program = DATABASE.program()) {
            as(program, "ours");
            assertThat(column(program, "explain select * from " + table))
                    .anyMatch(line -> line.contains("InitPlan"))
                    .anyMatch(line -> line.contains("tenant = (InitPlan 1).col1"));
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void beginsEveryKeyWithTheTenant(String table) throws SQLException {
        try (Connection owner = DATABASE.owner()) {
            List<String> keys = column(owner, """
                    select i.indexrelid::regclass::text from pg_index i
                    join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
                    where i.indrelid = '%s'::regclass and a.attname <> 'tenant'
                    """.formatted(table));
            assertThat(keys).isSubsetOf("api_keys_id_key");
        }
    }

    @Test
    void readsPagesAndDueWorkInTheOrderOfAnIndex() throws SQLException {
        try (Connection program = DATABASE.program()) {
            as(program, "ours");
            execute(program, "set local enable_seqscan = off; set local enable_bitmapscan = off");
            assertThat(column(program, """
                            explain select * from runs where (created_at, id) < (now(), 'x')
                            order by created_at desc, id desc limit 10"""))
                    .anyMatch(line -> line.contains("Index Scan using runs_newest_first"))
                    .noneMatch(line -> line.contains("Sort"));
            assertThat(column(program, """
                            explain select id from outbox where done_at is null and due_at <= now()
                            order by due_at, id limit 10"""))
                    .anyMatch(line -> line.contains("using outbox_due"))
                    .noneMatch(line -> line.contains("Sort"));
        }
    }

    @Test
    void doesNotLetTheProgramsStepRound() throws SQLException {
        try (Connection program = DATABASE.program()) {
            assertThatThrownBy(() -> execute(program, "set role postgres")).hasMessageContaining("permission denied");
            assertThatThrownBy(() -> execute(program, "set session authorization postgres"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> execute(program, "alter table runs disable row level security"))
                    .hasMessageContaining("must be owner");
            assertThatThrownBy(() -> execute(program, "drop policy tenant on runs"))
                    .hasMessageContaining("must be owner");
            assertThatThrownBy(() -> execute(
                            program,
                            "create or replace function pawl_tenant() returns text"
                                    + " language sql as 'select ''theirs'''"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> execute(program, "create table mine (id int)"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> execute(program, "create temporary table mine (id int)"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> execute(program, "truncate runs")).hasMessageContaining("permission denied");
            execute(program, "set row_security = off");
            assertThatThrownBy(() -> column(program, "select id from runs"))
                    .hasMessageContaining("would be affected by row-level security");
        }
    }

    @Test
    void letsNobodyChangeTheAudit() throws SQLException {
        try (Connection program = DATABASE.program()) {
            as(program, "ours");
            assertThat(refused(program, "update audit set actor = 'nobody'")).contains("permission denied");
            assertThat(refused(program, "delete from audit")).contains("permission denied");
        }
    }

    @Test
    void letsOnlyTheProgramsCallWhatLooksAcrossTenants() throws SQLException {
        try (Connection owner = DATABASE.owner()) {
            assertThat(
                            column(
                                    owner,
                                    "select proname || ' ' || coalesce(array_to_string(proconfig, ','), 'not pinned')"
                                            + " from pg_proc where pronamespace = 'public'::regnamespace and prosecdef order by 1"))
                    .containsExactly(
                            "pawl_find_api_key search_path=pg_catalog, pg_temp",
                            "pawl_tenants_with_due_work search_path=pg_catalog, pg_temp",
                            "pawl_tenants_with_due_work search_path=pg_catalog, pg_temp",
                            "pawl_tenants_with_quiet_runs search_path=pg_catalog, pg_temp",
                            "pawl_tenants_with_quiet_runs search_path=pg_catalog, pg_temp");
            assertThat(column(owner, """
                            select distinct grantee::regrole::text from pg_proc, aclexplode(proacl)
                            where pronamespace = 'public'::regnamespace and grantee <> proowner
                            """)).containsExactly("pawl_program");
        }
    }

    /// What is wrong with how a table keeps the tenant 'ours' from the tenant 'theirs'.
    private static Optional<String> fault(String table) throws SQLException {
        try (Connection program = DATABASE.program()) {
            program.setAutoCommit(false);
            if (!refused(program, "select * from " + table).contains("no tenant is set")) {
                return Optional.of(table + ": read without a tenant");
            }
            as(program, "ours");
            if (!column(program, "select distinct tenant from " + table).equals(List.of("ours"))) {
                return Optional.of(table + ": shows another tenant's rows");
            }
            if (changed(program, "update " + table + " set tenant = tenant where tenant = 'theirs'") != 0) {
                return Optional.of(table + ": changes another tenant's rows");
            }
            if (changed(program, "delete from " + table + " where tenant = 'theirs'") != 0) {
                return Optional.of(table + ": deletes another tenant's rows");
            }
            if (!refused(program, intoTheirs(table)).contains("row-level security policy")) {
                return Optional.of(table + ": takes rows in another tenant's name");
            }
            return Optional.empty();
        }
    }

    private static String intoTheirs(String table) {
        String row = ROWS.stream()
                .filter(entry -> entry.getKey().equals(table))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("(id) values (1)");
        return "insert into " + table + " "
                + row.replaceFirst("\\(", "(tenant, ").replaceFirst("values\\s*\\(", "values ('theirs', ");
    }

    /// Rows changed, or 0 where the right to change any is missing.
    private static int changed(Connection program, String sql) throws SQLException {
        as(program, "ours");
        try (Statement statement = program.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException failure) {
            assertThat(failure.getMessage()).contains("permission denied for table");
            program.rollback();
            as(program, "ours");
            return 0;
        }
    }

    private static String refused(Connection program, String sql) throws SQLException {
        try (Statement statement = program.createStatement()) {
            statement.execute(sql);
            return "not refused";
        } catch (SQLException failure) {
            program.rollback();
            return String.valueOf(failure.getMessage());
        }
    }

    private static void as(Connection program, String tenant) throws SQLException {
        program.setAutoCommit(false);
        execute(program, "select set_config('pawl.tenant', '" + tenant + "', true)");
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> tables(Connection owner) throws SQLException {
        return column(owner, """
                select relname from pg_class
                where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f')
                    and relname <> 'flyway_schema_history'
                """);
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                values.add(result.getString(1));
            }
        }
        return values;
    }
}
