package dev.pawl.store.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.run.Run;
import dev.pawl.store.run.Runs;
import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TenantsTest {

    private static final String ONE = "select * from runs where id = ?";

    @AutoClose
    private static final TestingStore STORE = TestingStore.fresh();

    private final Tenants tenants = STORE.get(Tenants.class);
    private final Runs runs = STORE.get(Runs.class);

    @Test
    void showsATenantOnlyItsOwn() {
        runs.create("ours", "only-ours", "checkup", "A checkup");

        assertThat(runs.find("ours", "only-ours")).isPresent();
        assertThat(runs.find("theirs", "only-ours")).isEmpty();
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

    @Test
    void answersSeveralQuestionsInTheirOrder() {
        runs.create("asking", "run-1", "checkup", "First");
        runs.create("asking", "run-2", "checkup", "Second");
        runs.create("theirs", "run-1", "checkup", "Theirs");
        Questions both = new Questions().and(ONE, "run-2").and(ONE, "run-1").and(ONE, "run-3");

        List<List<Run>> found = tenants.ask(
                "asking",
                both,
                answers -> List.of(answers.next(Run.class), answers.next(Run.class), answers.next(Run.class)));

        assertThat(found.get(0)).extracting(Run::title).containsExactly("Second");
        assertThat(found.get(1)).extracting(Run::title).containsExactly("First");
        assertThat(found.get(2)).isEmpty();
    }

    @Test
    void asksOfOneTenantOnlyAndLeavesNoneBehind() {
        runs.create("at-once", "run-1", "checkup", "Ours");
        runs.create("theirs", "run-of-theirs", "checkup", "Theirs");
        Questions both = new Questions().and(ONE, "run-1").and(ONE, "run-of-theirs");

        for (int count = 0; count < 20; count++) {
            List<List<Run>> found =
                    tenants.ask("at-once", both, answers -> List.of(answers.next(Run.class), answers.next(Run.class)));

            assertThat(found.getFirst()).extracting(Run::title).containsExactly("Ours");
            assertThat(found.getLast()).isEmpty();
        }

        assertThatThrownBy(() -> STORE.get(UnguardedRepository.class).count())
                .hasMessageContaining("no tenant is set for this transaction");
    }

    /// The driver prepares what is asked again and again, and cuts a message where it cannot tell how long an answer
    /// is.
    @ParameterizedTest
    @ValueSource(strings = {"", "?preferQueryMode=simple", "?stringtype=unspecified", "?prepareThreshold=1"})
    void keepsAllThatIsSaidTogetherOrNothingHoweverOftenItIsSaid(String option) {
        String rename = "update runs set title = ?, repository = cast(? as text) where id = ? returning *";
        Questions broken = new Questions().and(rename, "Half", null, "run-2").and("select 1 / cast(? as int)", 0);
        Questions whole = new Questions().and(rename, "After", null, "run-2");
        Map<String, Object> settings = new HashMap<>(TestingDatabase.shared().settings());
        settings.compute("pawl.database.url", (_, url) -> url + option);
        settings.put("pawl.database.pool-size", 1);

        try (TestingStore store = TestingStore.over(settings)) {
            Tenants tenants = store.get(Tenants.class);
            String tenant = TestingStore.newTenant();
            store.get(Runs.class).create(tenant, "run-2", "checkup", "Before");
            for (int count = 0; count < 12; count++) {
                assertThatThrownBy(() -> tenants.ask(tenant, broken, _ -> "unread"))
                        .hasMessageContaining("division by zero");
                assertThat(store.get(Runs.class).find(tenant, "run-2"))
                        .get()
                        .extracting(Run::title)
                        .isEqualTo("Before");
            }
            for (int count = 0; count < 12; count++) {
                List<Run> renamed = tenants.ask(tenant, whole, answers -> answers.next(Run.class));
                assertThat(renamed).extracting(Run::title).containsExactly("After");
            }
        }
    }

    @Test
    void asksInsideOfWorkOfTheSameTenantOnly() {
        List<Run> found = tenants.in("asking", () -> {
            runs.create("asking", "run-of-work", "checkup", "Not committed yet");
            return tenants.ask("asking", new Questions().and(ONE, "run-of-work"), answers -> answers.next(Run.class));
        });

        assertThat(found).hasSize(1);
        assertThatThrownBy(() -> tenants.in(
                        "asking", () -> tenants.ask("theirs", new Questions().and(ONE, "run-1"), _ -> "smuggled")))
                .hasMessageContaining("A transaction of tenant 'asking' is under way");
    }

    @Test
    void refusesToReadMoreAnswersThanThereAre() {
        assertThatThrownBy(() -> tenants.ask("asking", new Questions().and(ONE, "run-1"), answers -> {
                    answers.next(Run.class);
                    return answers.next(Run.class);
                }))
                .hasMessageContaining("More answers were read than questions were asked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Upper", "a/b", "..", "-a", "a b", "a_b"})
    void refusesWhatCannotBeATenant(String name) {
        assertThatThrownBy(() -> tenants.in(name, () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be a tenant's name");
    }
}
