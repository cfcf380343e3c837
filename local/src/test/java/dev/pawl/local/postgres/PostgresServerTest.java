package dev.pawl.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.local.Fixtures;
import dev.pawl.local.HouseException;
import dev.pawl.local.Running;
import dev.pawl.local.home.Home;
import dev.pawl.local.log.LogFiles;
import dev.pawl.local.part.Health;
import dev.pawl.local.part.Part;
import dev.pawl.local.part.Probe;
import dev.pawl.local.process.Proc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostgresServerTest {

    private static final String PASSWORD = "a password";
    private static final int PORT = Fixtures.port();

    @TempDir
    static Path folder;

    private static Home home = new Home(Path.of("/"), Path.of("/"));

    @BeforeAll
    static void makeHome() {
        home = Fixtures.home(folder.resolve("home"));
    }

    @Test
    void keepsWhatWasCommittedOverStopAndKill() throws Exception {
        try (Running first = Running.start(home, part())) {
            sql("create table kept (word text)");
            sql("insert into kept values ('before the stop')");
            assertThat(first.stop().isSuccess()).isTrue();
        }
        try (Running second = Running.start(home, part())) {
            sql("insert into kept values ('before the kill')");
            second.kill();
        }
        try (Running third = Running.start(home, part())) {
            assertThat(sql("select string_agg(word, ', ') from kept")).isEqualTo("before the stop, before the kill");
            assertThat(third.stop().isSuccess()).isTrue();
        }
    }

    @Test
    void startsAlthoughAKilledServersNoteNamesALivingStranger() throws Exception {
        try (Running first = Running.start(home, part())) {
            first.kill();
        }
        Path note = home.database().resolve("postmaster.pid");
        Files.writeString(
                note,
                Files.readString(note)
                        .replaceFirst(
                                "[0-9]+", Long.toString(ProcessHandle.current().pid())));

        try (Running second = Running.start(home, part())) {
            assertThat(sql("select 1")).isEqualTo("1");
            assertThat(Proc.workingFolder(second.pid())).contains(home.database());
        }
    }

    @Test
    void isDurableSmallAndOnLoopbackOnly() throws Exception {
        try (Running server = Running.start(home, part())) {
            assertThat(sql("show fsync")).isEqualTo("on");
            assertThat(sql("show synchronous_commit")).isEqualTo("on");
            assertThat(sql("show listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(sql("show unix_socket_directories")).isEmpty();
            assertThat(sql("show password_encryption")).isEqualTo("scram-sha-256");
            assertThat(sql("select upper('é')")).isEqualTo("É");
            assertThat(Proc.residentBytes(server.pid())).isLessThan(64L * 1024 * 1024);
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() throws Exception {
        try (Running server = Running.start(home, part())) {
            assertThat(server.pid()).isPositive();
            assertThatThrownBy(() -> DriverManager.getConnection(url(), PostgresServer.OWNER, "a guess"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void tellsWhenItDoesNotAnswer() {
        assertThat(new Probe.Database(Fixtures.port()).ask())
                .isInstanceOfSatisfying(
                        Health.Down.class, down -> assertThat(down.reason()).startsWith("no answer from port"));
    }

    @Test
    void leavesTheDataOfAnotherVersionAlone() throws IOException {
        Home old = Fixtures.home(folder.resolve("old"));
        Files.createDirectories(old.database());
        Files.writeString(old.database().resolve("PG_VERSION"), "15\n");

        assertThatThrownBy(() ->
                        new PostgresServer(old, new LogFiles(old.logs())).part(PORT, PASSWORD, Fixtures.environment()))
                .isInstanceOf(HouseException.class)
                .hasMessageContaining("belongs to PostgreSQL 15, and this Pawl brings PostgreSQL 18")
                .hasMessageContaining("the data was not touched");
    }

    @Test
    void runsAsItIsForAnOrdinaryUser() {
        assertThat(new OrdinaryUser(false).command(java.util.List.of("postgres")))
                .containsExactly("postgres");
        assertThat(new OrdinaryUser(true).command(java.util.List.of("postgres")))
                .containsExactly("unshare", "-U", "postgres");
    }

    private static Part part() throws InterruptedException {
        return new PostgresServer(home, new LogFiles(home.logs())).part(PORT, PASSWORD, Fixtures.environment());
    }

    private static String sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(), PostgresServer.OWNER, PASSWORD);
                Statement run = connection.createStatement()) {
            if (!run.execute(statement)) {
                return "";
            }
            ResultSet rows = run.getResultSet();
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static String url() {
        return "jdbc:postgresql://127.0.0.1:" + PORT + "/postgres";
    }
}
