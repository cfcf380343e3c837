package dev.pawl.store.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.event.Event;
import dev.pawl.store.event.Events;
import dev.pawl.store.event.NewEvent;
import dev.pawl.store.run.Revision;
import dev.pawl.store.run.RunStatus;
import dev.pawl.store.run.Runs;
import dev.pawl.store.run.Stage;
import dev.pawl.store.run.StageChange;
import dev.pawl.store.testing.TestingStore;
import dev.pawl.store.verdict.Verdict;
import dev.pawl.store.verdict.VerdictOutcome;
import dev.pawl.store.verdict.Verdicts;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class OverviewsTest {

    private static final Instant BEGIN = Instant.parse("2026-11-21T09:00:00Z");

    @AutoClose
    private static final TestingStore STORE = TestingStore.fresh();

    private final Overviews overviews = STORE.get(Overviews.class);
    private final Runs runs = STORE.get(Runs.class);
    private final String tenant = TestingStore.newTenant();

    @Test
    void showsARunWithAllThatBelongsToIt() {
        Verdict second = verdict("two", BEGIN.plusSeconds(2));
        Verdict first = verdict("one", BEGIN.plusSeconds(1));
        for (String run : List.of("run", "another")) {
            runs.create(tenant, run, "bugfix", "A bug");
            runs.move(tenant, run, new Revision(BEGIN, 1), new StageChange(RunStatus.RUNNING, "fix", null));
            runs.move(tenant, run, new Revision(BEGIN, 2), new StageChange(RunStatus.RUNNING, "gates", null));
            STORE.get(Events.class)
                    .append(
                            tenant,
                            run,
                            List.of(
                                    new NewEvent("agent.began", "{}"),
                                    new NewEvent("agent.ended", "{\"step\": \"fix/1\"}"),
                                    new NewEvent("agent.ended", "{\"step\": \"fix/2\"}")));
        }
        STORE.get(Verdicts.class).record(tenant, second);
        STORE.get(Verdicts.class).record(tenant, first);

        Overview found = overviews.find(tenant, "run").orElseThrow();

        assertThat(found.run()).isEqualTo(runs.find(tenant, "run").orElseThrow());
        assertThat(found.stages()).extracting(Stage::stage).containsExactly("fix", "gates");
        assertThat(found.verdicts()).containsExactly(first, second);
        assertThat(found.ends())
                .extracting(Event::body)
                .containsExactly("{\"step\": \"fix/1\"}", "{\"step\": \"fix/2\"}");
    }

    @Test
    void showsSeveralRunsEachInItsPlace() {
        for (String run : List.of("one", "two")) {
            runs.create(tenant, run, "bugfix", "Bug " + run);
            runs.move(tenant, run, new Revision(BEGIN, 1), new StageChange(RunStatus.RUNNING, "fix-" + run, null));
            STORE.get(Events.class)
                    .append(tenant, run, List.of(new NewEvent("agent.ended", "{\"step\": \"" + run + "\"}")));
        }
        runs.create(tenant, "run", "bugfix", "A bug");
        STORE.get(Verdicts.class).record(tenant, verdict("gate", BEGIN));

        List<Optional<Overview>> found = overviews.find(tenant, List.of("two", "nowhere", "one", "two", "run"));

        assertThat(found.get(1)).isEmpty();
        assertThat(found.get(3)).isEqualTo(found.get(0));
        assertThat(found.get(0)).isEqualTo(overviews.find(tenant, "two"));
        Overview one = found.get(2).orElseThrow();
        assertThat(one.run().title()).isEqualTo("Bug one");
        assertThat(one.stages()).extracting(Stage::stage).containsExactly("fix-one");
        assertThat(one.ends()).extracting(Event::body).containsExactly("{\"step\": \"one\"}");
        assertThat(one.verdicts()).isEmpty();
        assertThat(found.get(4).orElseThrow().verdicts()).hasSize(1);
    }

    @Test
    void showsNothingOfARunThatIsNotTheTenants() {
        runs.create(tenant, "run", "bugfix", "A bug");

        assertThat(overviews.find(TestingStore.newTenant(), "run")).isEmpty();
        assertThat(overviews.find(tenant, "nowhere")).isEmpty();
    }

    private static Verdict verdict(String gate, Instant at) {
        return new Verdict("run", "tree", gate, VerdictOutcome.PASSED, "none", null, "It is well.", "[]", at);
    }
}
