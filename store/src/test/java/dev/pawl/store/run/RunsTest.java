package dev.pawl.store.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.database.Pool;
import dev.pawl.store.overview.Overviews;
import dev.pawl.store.testing.TestingStore;
import dev.pawl.store.testing.TestingTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RunsTest {

    private static final TestingTime TIME = new TestingTime();
    private static final Instant FIRST = Instant.parse("2026-11-21T09:00:00Z");
    private static final Instant AFTER_A_RESET = FIRST.plusSeconds(60);
    private static final StageChange FIXING = new StageChange(RunStatus.RUNNING, "fix", "Round 1");

    @AutoClose
    private static final TestingStore STORE = TestingStore.fresh(TIME);

    private final Runs runs = STORE.get(Runs.class);
    private final String tenant = TestingStore.newTenant();

    @Test
    void readsBackWhatWasWritten() {
        runs.create(tenant, "run", "checkup", "A checkup");

        assertThat(runs.find(tenant, "run"))
                .contains(new Run(
                        "run",
                        "checkup",
                        "A checkup",
                        RunStatus.SUBMITTED,
                        null,
                        0,
                        0,
                        TIME.instant().truncatedTo(ChronoUnit.MICROS),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
        assertThat(runs.find(tenant, "another")).isEmpty();
    }

    @Test
    void movesOnlyForward() {
        runs.create(tenant, "run", "checkup", "A checkup");

        assertThat(runs.move(tenant, "run", new Revision(FIRST, 2), FIXING)).isTrue();
        assertThat(runs.move(tenant, "run", new Revision(FIRST, 2), new StageChange(RunStatus.RUNNING, "late", null)))
                .isFalse();
        assertThat(runs.move(tenant, "run", new Revision(FIRST, 1), new StageChange(RunStatus.RUNNING, "later", null)))
                .isFalse();

        assertThat(run().stage()).isEqualTo("fix");
        assertThat(run().revision()).isEqualTo(2);
        assertThat(stages()).extracting(Stage::detail).containsExactly("Round 1");
        assertThat(stages()).extracting(Stage::stage).containsExactly("fix");
    }

    @Test
    void standsStillUntilItsNextWord() {
        runs.create(tenant, "run", "bugfix", "A bug");
        runs.move(tenant, "run", new Revision(FIRST, 1), FIXING);
        Run seen = run();

        runs.stall(tenant, seen, "It waits for a worker.", FIRST);
        assertThat(run().stalled()).isEqualTo("It waits for a worker.");
        assertThat(run().stalledSince()).isEqualTo(FIRST);
        runs.stall(tenant, seen, null, null);
        assertThat(run().stalled()).isNull();
        assertThat(run().stalledSince()).isNull();

        for (RunStatus next : RunStatus.values()) {
            runs.stall(tenant, run(), "It waits for a worker.", FIRST);
            goOn(next);
            assertThat(run().stalled()).as(next.name()).isNull();
            assertThat(run().stalledSince()).as(next.name()).isNull();
        }
    }

    private void goOn(RunStatus next) {
        Revision revision = new Revision(FIRST, run().revision() + 1);
        switch (next) {
            case SUBMITTED, RUNNING -> runs.move(tenant, "run", revision, FIXING);
            case NEEDS_HUMAN -> runs.pause(tenant, "run", revision, "fix", "{}");
            case PARKED -> runs.park(tenant, "run", revision, "fix", "{}");
            case ENDED -> runs.end(tenant, "run", revision, "{}");
        }
    }

    @Test
    void doesNotStandStillForWhatIsOverByNow() {
        runs.create(tenant, "run", "bugfix", "A bug");
        Run seen = run();
        runs.move(tenant, "run", new Revision(FIRST, 1), FIXING);

        runs.stall(tenant, seen, "It waits for a worker.", FIRST);
        assertThat(run().stalled()).isNull();

        runs.end(tenant, "run", new Revision(FIRST, 2), "{}");
        runs.stall(tenant, run(), "It waits for a worker.", FIRST);
        assertThat(run().stalled()).isNull();
    }

    @Test
    void endsOnceAndStaysEnded() {
        runs.create(tenant, "run", "checkup", "A checkup");
        runs.move(tenant, "run", new Revision(FIRST, 1), FIXING);

        assertThat(runs.end(tenant, "run", new Revision(FIRST, 2), "{\"type\":\"sound\"}"))
                .isTrue();
        assertThat(runs.move(tenant, "run", new Revision(FIRST, 3), FIXING)).isFalse();
        assertThat(runs.end(tenant, "run", new Revision(FIRST, 3), "{}")).isFalse();

        assertThat(run().status()).isEqualTo(RunStatus.ENDED);
        assertThat(run().outcome()).isEqualTo("{\"type\": \"sound\"}");
        assertThat(run().endedAt()).isNotNull();
        assertThat(stages()).extracting(Stage::status).endsWith(RunStatus.ENDED);
    }

    @Test
    void followsAStoryThatWasReset() {
        runs.create(tenant, "run", "checkup", "A checkup");
        runs.end(tenant, "run", new Revision(FIRST, 9), "{}");

        assertThat(runs.move(tenant, "run", new Revision(AFTER_A_RESET, 1), FIXING))
                .isTrue();
        assertThat(runs.move(tenant, "run", new Revision(FIRST, 10), FIXING)).isFalse();

        assertThat(run().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(run().outcome()).isNull();
        assertThat(run().endedAt()).isNull();
    }

    @Test
    void followsAResetThoughAnotherRunMendsTheSameFailureByNow() {
        for (String id : List.of("moved", "paused", "other")) {
            runs.create(tenant, new NewRun(id, "bugfix", "A bug", "https://one", "tests"));
            if (!id.equals("other")) {
                runs.end(tenant, id, new Revision(FIRST, 9), "{}");
            }
        }

        assertThat(runs.move(tenant, "moved", new Revision(AFTER_A_RESET, 1), FIXING))
                .isTrue();
        assertThat(runs.pause(tenant, "paused", new Revision(AFTER_A_RESET, 1), "fix", "{}"))
                .isTrue();
        assertThat(runs.move(tenant, "other", new Revision(FIRST, 1), FIXING)).isTrue();

        assertThat(runs.create(tenant, new NewRun("new", "bugfix", "A bug", "https://one", "tests"))
                        .id())
                .isEqualTo("other");
    }

    @Test
    void saysNoOfARunThatIsNotThere() {
        assertThat(runs.move(tenant, "nowhere", new Revision(FIRST, 1), FIXING)).isFalse();
    }

    @Test
    void listsTheNewestFirstPageByPage() {
        List<String> expected = new ArrayList<>();
        for (int number = 0; number < 25; number++) {
            if (number % 3 == 0) {
                TIME.pass(Duration.ofSeconds(1));
            }
            runs.create(tenant, "run-%02d".formatted(number), "checkup", "A checkup");
            expected.addFirst("run-%02d".formatted(number));
        }

        List<String> seen = new ArrayList<>();
        RunPage page = runs.list(tenant, RunFilter.ALL, 10, null);
        seen.addAll(ids(page));
        runs.create(tenant, "run-that-came-meanwhile", "checkup", "A checkup");
        while (page.next() != null) {
            page = runs.list(tenant, RunFilter.ALL, 10, page.next());
            seen.addAll(ids(page));
        }

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void refusesWhatIsNoCursorOrNoPage() {
        assertThatThrownBy(() -> runs.list(tenant, RunFilter.ALL, 10, "nonsense"))
                .hasMessageContaining("'nonsense' is no cursor");
        assertThatThrownBy(() -> runs.list(tenant, RunFilter.ALL, 0, null))
                .hasMessageContaining("Ask for at least one");
    }

    @Test
    void listsOnlyWhatIsAskedFor() {
        runs.create(tenant, new NewRun("a", "bugfix", "100% is_wrong", "https://one", null));
        runs.create(tenant, new NewRun("b", "bugfix", "100 percent isXwrong", "https://two", null));
        runs.create(tenant, "c", "checkup", "A checkup");
        runs.move(tenant, "b", new Revision(FIRST, 1), FIXING);

        assertThat(listed(new RunFilter("bugfix", null, null, null))).containsExactlyInAnyOrder("a", "b");
        assertThat(listed(new RunFilter(null, RunStatus.RUNNING, null, null))).containsExactly("b");
        assertThat(listed(new RunFilter(null, null, "https://one", null))).containsExactly("a");
        assertThat(listed(new RunFilter(null, null, null, "CHECK"))).containsExactly("c");
        assertThat(listed(new RunFilter(null, null, null, "% is_w"))).containsExactly("a");
        assertThat(listed(new RunFilter("bugfix", RunStatus.ENDED, null, null))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({",,runs_newest_first", "checkup,,runs_by_kind", ",https://one,runs_by_repository"})
    void readsNoOtherRunsThanAFilterNames(@Nullable String kind, @Nullable String repository, String index)
            throws SQLException {
        String question = PageQuestion.of(new RunFilter(kind, null, repository, null), RunCursor.first(), 51)
                .toString();

        assertThat(plan(question)).contains("Index Scan using " + index);
    }

    /// The one that PostgreSQL makes for all words, which it takes after a few calls.
    private String plan(String question) throws SQLException {
        int place = 0;
        String numbered = question;
        while (numbered.contains("?")) {
            place++;
            numbered = numbered.replaceFirst("\\?", "\\$" + place);
        }
        try (Connection connection = STORE.get(Pool.class).connection();
                Statement statement = connection.createStatement()) {
            statement.execute("set pawl.tenant = '" + tenant + "'");
            statement.execute("set enable_seqscan = off");
            statement.execute("set enable_bitmapscan = off");
            statement.execute("set plan_cache_mode = force_generic_plan");
            statement.execute("prepare question as " + numbered);
            String nothing = String.join(", ", Collections.nCopies(place, "null"));
            try (ResultSet found = statement.executeQuery("explain execute question(" + nothing + ")")) {
                StringBuilder plan = new StringBuilder();
                while (found.next()) {
                    plan.append(found.getString(1)).append('\n');
                }
                return plan.toString();
            } finally {
                statement.execute("deallocate question");
                statement.execute("reset all");
            }
        }
    }

    @Test
    void givesAQuietRunToOneAskerOnly() {
        runs.create(tenant, "run", "checkup", "A checkup");
        Duration silence = Duration.ofSeconds(20);
        assertThat(runs.claimQuiet(tenant, silence, 10)).isEmpty();

        TIME.pass(Duration.ofSeconds(30));
        assertThat(runs.tenantsWithQuietRuns(silence)).contains(tenant);
        Run quiet = runs.claimQuiet(tenant, silence, 10).getFirst();
        assertThat(runs.claimQuiet(tenant, silence, 10)).isEmpty();

        runs.move(tenant, "run", new Revision(FIRST, 1), FIXING);
        assertThat(runs.endUnheard(tenant, quiet, "{}"))
                .as("it spoke meanwhile")
                .isFalse();
        TIME.pass(Duration.ofSeconds(30));
        assertThat(runs.endUnheard(
                        tenant, runs.claimQuiet(tenant, silence, 10).getFirst(), "{\"type\":\"terminated\"}"))
                .isTrue();
        assertThat(run().outcome()).contains("terminated");
        assertThat(runs.move(tenant, "run", new Revision(FIRST, 3), FIXING)).isFalse();
        assertThat(runs.move(tenant, "run", new Revision(AFTER_A_RESET, 1), FIXING))
                .isTrue();
        assertThat(runs.tenantsWithQuietRuns(silence)).doesNotContain(tenant);
    }

    private List<String> listed(RunFilter filter) {
        return ids(runs.list(tenant, filter, 10, null));
    }

    private List<Stage> stages() {
        return STORE.get(Overviews.class).find(tenant, "run").orElseThrow().stages();
    }

    private Run run() {
        return runs.find(tenant, "run").orElseThrow();
    }

    private static List<String> ids(RunPage page) {
        return page.runs().stream().map(Run::id).toList();
    }

    @Test
    void standsStillUntilTheStoryGoesOn() {
        runs.create(tenant, "run", "bugfix", "A bug");

        assertThat(runs.pause(tenant, "run", new Revision(FIRST, 1), "fix", "{\"question\": 1}"))
                .isTrue();
        assertThat(run().status()).isEqualTo(RunStatus.NEEDS_HUMAN);
        assertThat(run().waitsFor()).isEqualTo("{\"question\": 1}");
        assertThat(run().waitsSince()).isNotNull();

        runs.move(tenant, "run", new Revision(FIRST, 2), FIXING);
        assertThat(run().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(run().waitsFor()).isNull();
        assertThat(runs.pause(tenant, "run", new Revision(FIRST, 1), "fix", "{}"))
                .isFalse();
    }

    @Test
    void isParkedUntilTheStoryGoesOn() {
        runs.create(tenant, "run", "bugfix", "A bug");

        assertThat(runs.park(tenant, "run", new Revision(FIRST, 2), "fix", "{\"kind\": \"limit\"}"))
                .isTrue();
        assertThat(run().status()).isEqualTo(RunStatus.PARKED);
        assertThat(run().waitsFor()).isEqualTo("{\"kind\": \"limit\"}");
        assertThat(listed(new RunFilter(null, RunStatus.PARKED, null, null))).containsExactly("run");
        assertThat(runs.park(tenant, "run", new Revision(FIRST, 1), "fix", "{}"))
                .isFalse();

        runs.move(tenant, "run", new Revision(FIRST, 3), FIXING);
        assertThat(run().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(run().waitsFor()).isNull();
        assertThat(run().waitsSince()).isNull();
        assertThat(stages()).extracting(Stage::status).containsExactly(RunStatus.PARKED, RunStatus.RUNNING);
    }
}
