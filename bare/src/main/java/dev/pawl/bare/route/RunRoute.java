package dev.pawl.bare.route;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.sql.SQLException;
import java.util.Optional;

/// The route.
@Controller("/runs")
final class RunRoute {

    private final RunRows rows;

    RunRoute(RunRows rows) {
        this.rows = rows;
    }

    @Get("/{id}")
    Optional<RunRow> show(String id) throws SQLException {
        return rows.find(id);
    }
}
