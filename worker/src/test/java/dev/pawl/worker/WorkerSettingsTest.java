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
                    .isEqualTo(new WorkerSettings(List.of("control", "work", "agents", "gates"), 20, 600));
        }
        assertThat(Pools.names()).containsExactly("control", "work", "agents", "gates");
    }

    @Test
    void readsEachSetting() {
        Map<String, Object> told =
                Map.of("pawl.worker.pools", "work", "pawl.worker.slots", "3", "pawl.worker.cached-runs", "7");
        try (ApplicationContext context = ApplicationContext.run(told)) {
            assertThat(context.getBean(WorkerSettings.class)).isEqualTo(new WorkerSettings(List.of("work"), 3, 7));
        }
    }

    @Test
    void refusesAWorkerThatCouldDoNothing() {
        assertThatThrownBy(() -> new WorkerSettings(List.of(), 20, 600)).hasMessageContaining("PAWL_WORKER_POOLS");
        assertThatThrownBy(() -> new WorkerSettings(List.of("work"), 0, 600)).hasMessageContaining("PAWL_WORKER_SLOTS");
    }
}
