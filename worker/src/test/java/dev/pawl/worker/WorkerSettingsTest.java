package dev.pawl.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.ApplicationContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WorkerSettingsTest {

    @Test
    void servesEveryPoolUnlessItIsToldOtherwise() {
        try (ApplicationContext context = ApplicationContext.run()) {
            assertThat(context.getBean(WorkerSettings.class))
                    .isEqualTo(new WorkerSettings(List.of("control", "work", "agents", "gates"), 20, 8, 8, 4, 600));
        }
        assertThat(Pools.names()).containsExactly("control", "work", "agents", "gates");
    }

    @Test
    void readsEachSetting() {
        Map<String, Object> told = Map.of(
                "pawl.worker.pools", "work",
                "pawl.worker.control-slots", "1",
                "pawl.worker.work-slots", "2",
                "pawl.worker.agent-slots", "3",
                "pawl.worker.gate-slots", "4",
                "pawl.worker.cached-runs", "7");
        try (ApplicationContext context = ApplicationContext.run(told)) {
            assertThat(context.getBean(WorkerSettings.class))
                    .isEqualTo(new WorkerSettings(List.of("work"), 1, 2, 3, 4, 7));
        }
    }

    @Test
    void refusesAWorkerThatCouldDoNothing() {
        assertThatThrownBy(() -> new WorkerSettings(List.of(), 1, 1, 1, 1, 1))
                .hasMessageContaining("PAWL_WORKER_POOLS");
        assertThatThrownBy(() -> new WorkerSettings(List.of("work"), 0, 1, 1, 1, 1))
                .hasMessageContaining("PAWL_WORKER_CONTROL_SLOTS is 0");
        assertThatThrownBy(() -> new WorkerSettings(List.of("work"), 1, 0, 1, 1, 1))
                .hasMessageContaining("PAWL_WORKER_WORK_SLOTS is 0");
        assertThatThrownBy(() -> new WorkerSettings(List.of("work"), 1, 1, -1, 1, 1))
                .hasMessageContaining("PAWL_WORKER_AGENT_SLOTS is -1");
        assertThatThrownBy(() -> new WorkerSettings(List.of("work"), 1, 1, 1, 0, 1))
                .hasMessageContaining("PAWL_WORKER_GATE_SLOTS is 0");
        assertThatThrownBy(() -> new WorkerSettings(List.of("work"), 1, 1, 1, 1, 0))
                .hasMessageContaining("PAWL_WORKER_CACHED_RUNS is 0");
    }
}
