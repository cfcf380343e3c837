package dev.pawl.store.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.testing.TestingStore;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DatabaseSettingsTest {

    private static final Map<String, Object> NEEDED = Map.of(
            "pawl.database.url", "jdbc:postgresql://127.0.0.1:5432/pawl",
            "pawl.database.username", "pawl_program",
            "pawl.database.password", "hidden");

    @Test
    void hasDefaultsForTheRest() {
        assertThat(settings(NEEDED))
                .isEqualTo(new DatabaseSettings("jdbc:postgresql://127.0.0.1:5432/pawl", "pawl_program", "hidden", 10));
    }

    @Test
    void readsEveryKey() {
        assertThat(settings(TestingStore.both(NEEDED, Map.of("pawl.database.pool-size", "3")))
                        .poolSize())
                .isEqualTo(3);
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> new DatabaseSettings("postgres://host/pawl", "u", "p", 1))
                .hasMessageContaining("jdbc:postgresql://host:5432/pawl");
        assertThatThrownBy(() -> new DatabaseSettings("jdbc:postgresql://host/pawl", "u", "p", 0))
                .hasMessageContaining("at least one connection");
    }

    @Test
    void neverShowsThePassword() {
        assertThat(settings(NEEDED).toString()).doesNotContain("hidden");
    }

    private static DatabaseSettings settings(Map<String, Object> values) {
        try (TestingStore store = TestingStore.over(values)) {
            return store.get(DatabaseSettings.class);
        }
    }
}
