package dev.pawl.store.tenant;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// What the database answered to some questions, to be read in their order.
public final class Answers {

    private final Statement statement;
    private final JdbcOperations rows;

    Answers(Statement statement, JdbcOperations rows) {
        this.statement = statement;
        this.rows = rows;
    }

    /// The rows that answer the next question.
    public <T> List<T> next(Class<T> type) throws SQLException {
        if (!statement.getMoreResults()) {
            throw new IllegalStateException("More answers were read than questions were asked.");
        }
        try (ResultSet found = statement.getResultSet()) {
            return rows.entityStream(found, type).toList();
        }
    }
}
