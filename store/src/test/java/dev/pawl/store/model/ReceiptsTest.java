package dev.pawl.store.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.run.Runs;
import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingStore;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class ReceiptsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456Z");
    private static final TestingDatabase DATABASE = TestingDatabase.fresh();

    @AutoClose
    private static final TestingStore STORE = TestingStore.over(DATABASE.settings());

    @Test
    void printsEachCallOfATenantAndNobodyElses() throws SQLException {
        record("one", "a", NOON.plusSeconds(1), 200, Source.MEASURED);
        record("one", "b", null, null, Source.ESTIMATED);
        record("other", "c", NOON, 200, Source.MEASURED);

        assertThat(printed("one")).isEqualTo("""
                {"run" : "run-1", "step" : "fix/1", "startedAt" : "2026-11-21T12:00:00.123456+00:00", "status" : 200, \
                "measured" : true, "costMicros" : 7, "tokens" : {"input" : 1, "output" : 4, "cacheWrite" : 2, "cacheRead" : 3}}
                {"run" : "run-1", "step" : "fix/1", "startedAt" : "2026-11-21T12:00:00.123456+00:00", "status" : null, \
                "measured" : false, "costMicros" : 7, "tokens" : {"input" : 1, "output" : 4, "cacheWrite" : 2, "cacheRead" : 3}}
                """);
        assertThat(printed("nobody")).isEmpty();
    }

    private static String printed(String tenant) throws SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Receipts.print(DATABASE.environment(), tenant, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void record(
            String tenant, String id, @Nullable Instant endedAt, @Nullable Integer status, Source source) {
        if (STORE.get(ModelCalls.class).of(tenant, "run-1").isEmpty()) {
            STORE.get(Runs.class).create(tenant, "run-1", "bugfix", "A fix");
        }
        STORE.get(ModelCalls.class)
                .record(
                        tenant,
                        new ModelCall(
                                id, "run-1", "fix/1", "anthropic", "m", NOON, endedAt, status, 1, 2, 3, 4, 7, source));
    }
}
