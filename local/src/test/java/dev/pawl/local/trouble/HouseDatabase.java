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
public record HouseDatabase(Home home) {

    /// The first column of each row.
    public List<String> rows(String query) throws SQLException {
        int port = Integer.parseInt(
                new HouseFile(home.houseFile()).get("port.database").orElseThrow());
        String password = PrivateFiles.read(home.secrets().resolve("database-owner-password"))
                .strip();
        List<String> rows = new ArrayList<>();
        try (Connection database = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:%d/pawl".formatted(port), PostgresServer.OWNER, password);
                Statement statement = database.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            while (result.next()) {
                rows.add(result.getString(1));
            }
        }
        return rows;
    }

    /// What a run has bought of models, call by call, in millionths of a dollar.
    long bought(String run) throws SQLException {
        return rows("select cost_micros from model_calls where run_id = '%s'".formatted(run)).stream()
                .mapToLong(Long::parseLong)
                .sum();
    }
}
