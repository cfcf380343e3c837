package dev.pawl.store.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.run.Runs;
import dev.pawl.store.testing.TestingStore;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ModelCallsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456789Z");

    @AutoClose
    private static final TestingStore STORE = TestingStore.fresh();

    private final ModelCalls calls = STORE.get(ModelCalls.class);
    private final String tenant = TestingStore.newTenant();

    @BeforeEach
    void createRuns() {
        STORE.get(Runs.class).create(tenant, "run-1", "bugfix", "A fix");
        STORE.get(Runs.class).create(tenant, "run-2", "bugfix", "A fix");
    }

    @Test
    void countsWhatARunSpent() {
        calls.record(tenant, call("a", "run-1", NOON, 200, 30));
        calls.record(tenant, call("b", "run-1", NOON.plusSeconds(1), 200, 12));
        calls.record(tenant, call("c", "run-2", NOON, 200, 100));

        assertThat(calls.spent(tenant, "run-1")).isEqualTo(42);
        assertThat(calls.spent(tenant, "run-3")).isZero();
        assertThat(calls.spent(TestingStore.newTenant(), "run-1")).isZero();
    }

    @Test
    void countsACallThatNobodySawTheEndOf() {
        ModelCall begun = call("a", "run-1", null, null, 7);
        calls.record(tenant, begun);

        assertThat(calls.spent(tenant, "run-1")).isEqualTo(7);
        assertThat(calls.of(tenant, "run-1")).containsExactly(begun);
    }

    @Test
    void letsTheEndTakeThePlaceOfTheBeginningAndNothingThePlaceOfTheEnd() {
        ModelCall ended = call("a", "run-1", NOON.plusSeconds(1), 200, 9);
        calls.record(tenant, call("a", "run-1", null, null, 7));
        calls.record(tenant, ended);
        calls.record(tenant, call("a", "run-1", NOON.plusSeconds(2), 500, 1));

        assertThat(calls.of(tenant, "run-1")).containsExactly(ended);
    }

    @Test
    void refusesACallOfNoRun() {
        assertThatThrownBy(() -> calls.record(tenant, call("a", "run-3", NOON, 200, 1)))
                .hasMessageContaining("model_calls_tenant_run_id_fkey");
    }

    private static ModelCall call(
            String id, String runId, @Nullable Instant endedAt, @Nullable Integer status, long cost) {
        return new ModelCall(
                id, runId, "fix/1", "anthropic", "m", NOON, endedAt, status, 1, 2, 3, 4, cost, Source.MEASURED);
    }
}
