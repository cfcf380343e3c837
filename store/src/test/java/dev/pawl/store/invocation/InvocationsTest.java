package dev.pawl.store.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.run.Runs;
import dev.pawl.store.testing.TestingStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class InvocationsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @AutoClose
    private static final TestingStore STORE = TestingStore.fresh();

    private final Invocations invocations = STORE.get(Invocations.class);
    private final String tenant = TestingStore.newTenant();

    @BeforeEach
    void createRun() {
        STORE.get(Runs.class).create(tenant, "run", "checkup", "A checkup");
    }

    @Test
    void goesOnFromTheCheckpointOfWhoDied() {
        Entry.Held first = begin();
        invocations.checkpoint(first.hold(), "{\"turn\": 3}");

        Entry.Held second = begin();

        assertThat(first.checkpoint()).isNull();
        assertThat(second.checkpoint()).isEqualTo("{\"turn\": 3}");
        assertThat(second.hold().fence()).isGreaterThan(first.hold().fence());
    }

    @Test
    void givesTheResultToWhoComesAfterTheEnd() {
        invocations.finish(begin().hold(), "{\"commit\": \"c1\"}");

        assertThat(ask("input", null, NOON)).isEqualTo(new Entry.Finished("{\"commit\": \"c1\"}"));
    }

    @Test
    void doesAnewWhatAResetAsksForAgain() {
        Hold before = begin().hold();
        invocations.finish(before, "{\"commit\": \"c1\"}");

        Entry anew = ask("other input", "reset-1", NOON);

        assertThat(anew).isInstanceOfSatisfying(Entry.Held.class, held -> {
            assertThat(held.checkpoint()).isNull();
            assertThat(held.tries()).isEqualTo(1);
            assertThat(held.hold().fence()).isGreaterThan(before.fence());
            invocations.finish(held.hold(), "{\"commit\": \"c2\"}");
        });
        assertThat(ask("other input", "reset-1", NOON)).isEqualTo(new Entry.Finished("{\"commit\": \"c2\"}"));
    }

    @Test
    void goesOnInAResetFromAnUnfinishedCheckpointOfTheSameInput() {
        invocations.checkpoint(begin().hold(), "{\"turn\": 3}");
        assertThat(ask("input", "reset-1", NOON))
                .isInstanceOfSatisfying(
                        Entry.Held.class, held -> assertThat(held.checkpoint()).isEqualTo("{\"turn\": 3}"));
        assertThat(ask("other input", "reset-2", NOON))
                .isInstanceOfSatisfying(
                        Entry.Held.class, held -> assertThat(held.checkpoint()).isNull());
    }

    @Test
    void fencesOffAZombie() {
        Hold zombie = begin().hold();
        Hold successor = begin().hold();

        assertThatThrownBy(() -> invocations.checkpoint(zombie, "{\"turn\": 9}"))
                .isInstanceOf(FencedOffException.class)
                .hasMessageContaining("no longer held");
        assertThatThrownBy(() -> invocations.finish(zombie, "{}")).isInstanceOf(FencedOffException.class);
        invocations.finish(successor, "{\"by\": \"the successor\"}");
        assertThatThrownBy(() -> invocations.finish(zombie, "{}")).isInstanceOf(FencedOffException.class);

        Invocation row = invocations.find(tenant, "run", "fix/1").orElseThrow();
        assertThat(row.result()).isEqualTo("{\"by\": \"the successor\"}");
        assertThat(row.checkpoint()).isNull();
    }

    @Test
    void letsTheHolderFinishTwiceButOnlyWithTheSameResult() {
        Hold hold = begin().hold();
        invocations.finish(hold, "{\"a\": 1, \"b\": 2}");

        invocations.finish(hold, "{\"b\": 2, \"a\": 1}");

        assertThatThrownBy(() -> invocations.finish(hold, "{\"a\": 2}")).isInstanceOf(FencedOffException.class);
        assertThatThrownBy(() -> invocations.checkpoint(hold, "{}")).isInstanceOf(FencedOffException.class);
    }

    @Test
    void doesAnewWhatIsAskedWithAnotherInput() {
        Hold before = begin().hold();
        invocations.checkpoint(before, "{\"turn\": 3}");

        assertThat(begin("other input", null, NOON.plusSeconds(1))).isInstanceOfSatisfying(Entry.Held.class, held -> {
            assertThat(held.checkpoint()).isNull();
            assertThat(held.tries()).isEqualTo(1);
            invocations.finish(held.hold(), "{\"commit\": \"c2\"}");
        });
        assertThatThrownBy(() -> invocations.finish(before, "{}")).isInstanceOf(FencedOffException.class);
        assertThat(begin("third input", null, NOON.plusSeconds(2))).isInstanceOf(Entry.Held.class);
    }

    /// It was told to work before somebody told the story anew, and only now wakes up.
    @Test
    void changesNothingForWhoWasAskedTooEarly() {
        Hold hold = begin("other input", null, NOON.plusSeconds(1)).hold();
        invocations.checkpoint(hold, "{\"turn\": 3}");

        assertThat(ask("input", null, NOON)).isEqualTo(new Entry.Overtaken());
        assertThat(ask("other input", null, NOON)).isEqualTo(new Entry.Overtaken());
        assertThat(ask("other input", "reset-1", NOON)).isEqualTo(new Entry.Overtaken());

        invocations.finish(hold, "{\"commit\": \"c2\"}");
        assertThat(ask("input", null, NOON)).isEqualTo(new Entry.Overtaken());
        assertThat(ask("other input", null, NOON.plusSeconds(1))).isEqualTo(new Entry.Finished("{\"commit\": \"c2\"}"));
    }

    /// In a rolling upgrade the same question may be written down in two ways.
    @Test
    void letsTheLastHaveItOfThoseWhoWereAskedAtTheSameTime() {
        Hold first = begin().hold();

        Hold second = begin("other input", null, NOON).hold();

        assertThatThrownBy(() -> invocations.finish(first, "{}")).isInstanceOf(FencedOffException.class);
        invocations.finish(second, "{}");
    }

    @Test
    void countsTheTriesSinceTheLastCheckpoint() {
        begin();
        begin();
        Entry.Held third = begin();
        assertThat(third.tries()).isEqualTo(3);

        invocations.checkpoint(third.hold(), "{}");

        assertThat(begin().tries()).isEqualTo(1);
    }

    @Test
    void countsNoTryOfWhoWasKeptFromTrying() {
        begin();
        Entry.Held second = begin();

        invocations.leave(second.hold(), "{\"cost\": 1}", false);
        Entry.Held third = begin();
        invocations.leave(third.hold(), "{\"cost\": 2}", true);
        Entry.Held fourth = begin();

        assertThat(third.tries()).isEqualTo(2);
        assertThat(third.checkpoint()).isEqualTo("{\"cost\": 1}");
        assertThat(fourth.tries()).isEqualTo(3);
        assertThatThrownBy(() -> invocations.leave(third.hold(), "{}", false)).isInstanceOf(FencedOffException.class);
    }

    @Test
    void leavesOneHolderOfManyWhoBeginAtOnce() throws InterruptedException, ExecutionException {
        Callable<Entry> attempt = () -> ask("input", null, NOON);
        List<Hold> holds = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Entry> one :
                    threads.invokeAll(Stream.generate(() -> attempt).limit(20).toList())) {
                holds.add(((Entry.Held) one.get()).hold());
            }
        }

        assertThat(holds).doesNotHaveDuplicates();
        assertThat(holds.stream().filter(this::finishes)).hasSize(1);
    }

    private boolean finishes(Hold hold) {
        try {
            invocations.finish(hold, "{\"fence\": " + hold.fence() + "}");
            return true;
        } catch (FencedOffException refused) {
            return false;
        }
    }

    private Entry.Held begin() {
        return begin("input", null, NOON);
    }

    private Entry.Held begin(String input, @Nullable String reset, Instant told) {
        return (Entry.Held) ask(input, reset, told);
    }

    private Entry ask(String input, @Nullable String reset, Instant told) {
        return invocations.begin(tenant, "run", "fix/1", new Ask(input, reset, told));
    }
}
