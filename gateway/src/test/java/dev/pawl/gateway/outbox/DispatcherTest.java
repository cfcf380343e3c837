package dev.pawl.gateway.outbox;

import static dev.pawl.gateway.TestingGateway.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.gateway.TestingGateway;
import dev.pawl.store.testing.TestingDatabase;
import io.grpc.Grpc;
import io.grpc.InsecureServerCredentials;
import io.grpc.Server;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What becomes of an errand that does not reach Temporal.
final class DispatcherTest {

    private final TestingDatabase database = TestingDatabase.fresh();

    @Test
    void crossesNothingOutThatTemporalDidNotTake() throws Exception {
        try (TestingGateway gateway = TestingGateway.with(database, Map.of())) {
            Server refusing = Grpc.newServerBuilderForPort(gateway.temporalPort(), InsecureServerCredentials.create())
                    .build()
                    .start();
            String run;
            try {
                run = id(gateway.post("/v1/checkups", "{}"));
                await("last_error is not null or done_at is not null");
                assertThat(errands("done_at is null")).as("still to be carried").isOne();
            } finally {
                refusing.shutdownNow().awaitTermination();
            }

            gateway.openTemporal();

            await("done_at is not null");
            assertThat(gateway.temporal().newUntypedWorkflowStub(run).describe().getWorkflowType())
                    .isEqualTo("checkup");
        }
    }

    private void await(String condition) throws SQLException, InterruptedException {
        while (errands(condition) == 0) {
            Thread.sleep(20);
        }
    }

    private long errands(String condition) throws SQLException {
        try (Connection owner = database.owner();
                Statement statement = owner.createStatement();
                ResultSet found = statement.executeQuery("select count(*) from outbox where " + condition)) {
            found.next();
            return found.getLong(1);
        }
    }
}
