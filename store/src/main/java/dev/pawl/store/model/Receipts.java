package dev.pawl.store.model;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;

/// Prints what a tenant has bought of models, a line of JSON for each call: for whoever compares it with what was sold.
public final class Receipts {

    private static final String ALL = """
            select json_build_object(
                'run', run_id, 'step', step, 'startedAt', started_at, 'status', status,
                'measured', source = 'MEASURED', 'costMicros', cost_micros,
                'tokens', json_build_object(
                    'input', input_tokens, 'output', output_tokens,
                    'cacheWrite', cache_write_tokens, 'cacheRead', cache_read_tokens))
            from model_calls order by started_at, id""";

    private Receipts() {}

    /// The argument is the tenant; the database is the one of the programs' settings.
    public static void main(String[] arguments) throws SQLException {
        print(System.getenv(), arguments[0], System.out);
    }

    static void print(Map<String, String> environment, String tenant, PrintStream out) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                environment.get("PAWL_DATABASE_URL"),
                environment.get("PAWL_DATABASE_USERNAME"),
                environment.get("PAWL_DATABASE_PASSWORD"))) {
            name(connection, tenant);
            try (PreparedStatement all = connection.prepareStatement(ALL);
                    ResultSet rows = all.executeQuery()) {
                while (rows.next()) {
                    out.println(rows.getString(1));
                }
            }
        }
    }

    private static void name(Connection connection, String tenant) throws SQLException {
        try (PreparedStatement name = connection.prepareStatement("select set_config('pawl.tenant', ?, false)")) {
            name.setString(1, tenant);
            name.execute();
        }
    }
}
