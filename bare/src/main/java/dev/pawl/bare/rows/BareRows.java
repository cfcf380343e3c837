package dev.pawl.bare.rows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;

/// Copies an ended run with every row that it has left, again and again: what is copied is what runs leave, and as much
/// of it.
public final class BareRows {

    /// What differs from copy to copy `n`; all other columns are the original's. Ten runs of a repository of its own,
    /// so that one is rare.
    private static final Map<String, String> TABLES = new LinkedHashMap<>();

    private static final String RUN = "? || n";
    private static final String OF_A_RUN = "'run_id', " + RUN;

    static {
        TABLES.put("runs", "'id', " + RUN + """
                , 'title', 'Bug ' || n || ': ' || (array['bills lose cents', 'the login fails', 'the export is empty',
                    'the timer fires twice', 'umlauts are not found'])[1 + n % 5],
                'repository', 'https://git.example.com/team/repository-' || case when n % 1000 < 2 then 99 else n % 20 end,
                'created_at', t.created_at - n * interval '1 minute', 'ended_at', t.ended_at - n * interval '1 minute'""");
        TABLES.put("submissions", OF_A_RUN);
        TABLES.put("outbox", OF_A_RUN + ", 'id', 10000000 + t.id * 1000000 + n");
        TABLES.put("stages", OF_A_RUN);
        TABLES.put("events", OF_A_RUN);
        TABLES.put("invocations", OF_A_RUN);
        TABLES.put("verdicts", OF_A_RUN);
        TABLES.put("bundles", OF_A_RUN + ", 'commit_id', md5(t.commit_id || n) || '00000000'");
        TABLES.put("model_calls", OF_A_RUN + ", 'id', t.id || n");
    }

    private BareRows() {}

    /// Copies, and has PostgreSQL look at what there is then.
    ///
    /// @param words the database, its owner, the file with the password, the run, what ids begin with, first, last
    public static void start(String[] words) throws IOException, SQLException {
        String password = Files.readString(Path.of(words[2])).strip();
        try (Connection connection = DriverManager.getConnection(words[0], words[1], password);
                Statement statement = connection.createStatement()) {
            // Who copies what holds together needs no proof of it for each row.
            statement.execute("set session_replication_role = replica");
            statement.execute("set synchronous_commit = off");
            for (Map.Entry<String, String> table : TABLES.entrySet()) {
                copy(connection, table.getKey(), table.getValue(), words);
            }
            statement.execute("vacuum analyze");
            statement.execute("checkpoint");
        }
    }

    private static void copy(Connection connection, String table, String differs, String[] words) throws SQLException {
        String sql = """
                insert into %s overriding system value
                select copy.* from %s t, generate_series(?, ?) n,
                    lateral jsonb_populate_record(t, jsonb_build_object(%s)) copy
                where %s = ?""".formatted(table, table, differs, table.equals("runs") ? "t.id" : "t.run_id");
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setInt(1, Integer.parseInt(words[5]));
            insert.setInt(2, Integer.parseInt(words[6]));
            insert.setString(3, words[4]);
            insert.setString(4, words[3]);
            insert.executeUpdate();
        }
    }
}
