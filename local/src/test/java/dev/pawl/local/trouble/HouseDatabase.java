package dev.pawl.local.trouble;

import dev.pawl.local.home.Home;
import dev.pawl.local.home.HouseFile;
import dev.pawl.local.home.PrivateFiles;
import dev.pawl.local.postgres.PostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// The database of a house as its owner sees it.
public record HouseDatabase(int port, String password) {

    /// The one that a house has opened itself.
    public static HouseDatabase of(Home home) {
        return new HouseDatabase(
                Integer.parseInt(
                        new HouseFile(home.houseFile()).get("port.database").orElseThrow()),
                PrivateFiles.read(home.secrets().resolve("database-owner-password"))
                        .strip());
    }

    /// The first column of each row.
    public List<String> rows(String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Connection database = connection();
                Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    /// Carries out what answers with no rows.
    public void change(String sql) throws SQLException {
        try (Connection database = connection();
                Statement statement = database.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%d/pawl".formatted(port), PostgresServer.OWNER, password);
    }

    /// What a run has bought of models, call by call, in millionths of a dollar.
    long bought(String run) throws SQLException {
        return rows("select cost_micros from model_calls where run_id = '%s'".formatted(run)).stream()
                .mapToLong(Long::parseLong)
                .sum();
    }
}
