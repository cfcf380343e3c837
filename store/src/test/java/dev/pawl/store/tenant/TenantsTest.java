package dev.pawl.store.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.run.Runs;
import dev.pawl.store.testing.TestingStore;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TenantsTest {

    @AutoClose
    private static final TestingStore STORE = TestingStore.fresh();

    private final Tenants tenants = STORE.get(Tenants.class);
    private final Runs runs = STORE.get(Runs.class);

    @Test
    void showsATenantOnlyItsOwn() {
        runs.create("ours", "run-1", "checkup", "A checkup");

        assertThat(runs.find("ours", "run-1")).isPresent();
        assertThat(runs.find("theirs", "run-1")).isEmpty();
    }

    @Test
    void letsTwoTenantsUseTheSameId() {
        runs.create("ours", "same", "checkup", "Ours");
        runs.create("theirs", "same", "checkup", "Theirs");

        assertThat(runs.find("theirs", "same").orElseThrow().title()).isEqualTo("Theirs");
    }

    @Test
    void takesEverythingBackWhenTheWorkFails() {
        assertThatThrownBy(() -> tenants.in("ours", () -> {
                    runs.create("ours", "half-done", "checkup", "A checkup");
                    throw new IllegalStateException("the work failed");
                }))
                .hasMessage("the work failed");

        assertThat(runs.find("ours", "half-done")).isEmpty();
    }

    @Test
    void refusesAnotherTenantInside() {
        assertThatThrownBy(() -> tenants.in("ours", () -> runs.create("theirs", "smuggled", "checkup", "A checkup")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("A transaction of tenant 'ours' is under way");

        assertThat(runs.find("theirs", "smuggled")).isEmpty();
    }

    @Test
    void leavesNoTenantBehindOnTheConnection() {
        for (int count = 0; count < 20; count++) {
            tenants.in("ours", () -> {});
        }

        assertThatThrownBy(() -> STORE.get(UnguardedRepository.class).count())
                .hasMessageContaining("no tenant is set for this transaction");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "a/b", "..", "-a", "a b", "a_b"})
    void refusesWhatCannotBeATenant(String name) {
        assertThatThrownBy(() -> tenants.in(name, () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be a tenant's name");
    }
}
