package dev.pawl.store.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.outbox.Errand;
import dev.pawl.store.outbox.Outbox;
import dev.pawl.store.outbox.Verb;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.RunFilter;
import dev.pawl.store.run.Runs;
import dev.pawl.store.testing.TestingStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class SubmissionsTest {

    private static final String REQUEST = "{\"rounds\": 1}";

    @AutoClose
    private static final TestingStore STORE = TestingStore.fresh();

    private final Submissions submissions = STORE.get(Submissions.class);
    private final Runs runs = STORE.get(Runs.class);
    private final Outbox outbox = STORE.get(Outbox.class);
    private final String tenant = TestingStore.newTenant();

    @Test
    void storesTheRunAndTheErrandThatStartsIt() {
        Acceptance acceptance = submissions.accept(tenant, submission("run", "key", REQUEST));

        assertThat(acceptance)
                .isEqualTo(new Acceptance.Accepted(runs.find(tenant, "run").orElseThrow()));
        assertThat(submissions.find(tenant, "run").orElseThrow().request()).isEqualTo(REQUEST);
        Errand errand = errands().getFirst();
        assertThat(errand).isEqualTo(new Errand(errand.id(), Verb.START, "run", "checkup", REQUEST, "00-trace", 1));
    }

    @Test
    void findsTheSameRunForTheSameKey() {
        submissions.accept(tenant, submission("run-1", "key", REQUEST));

        assertThat(submissions.accept(tenant, submission("run-2", "key", REQUEST)))
                .isEqualTo(
                        new Acceptance.AlreadyKnown(runs.find(tenant, "run-1").orElseThrow()));
        assertThat(runs.find(tenant, "run-2")).isEmpty();
    }

    @Test
    void saysWhenTheKeyWasUsedForSomethingElse() {
        submissions.accept(tenant, submission("run-1", "key", REQUEST));

        assertThat(submissions.accept(tenant, submission("run-2", "key", "{\"rounds\": 2}")))
                .isEqualTo(new Acceptance.Conflict("run-1"));
        assertThat(runs.find(tenant, "run-2")).isEmpty();
    }

    @Test
    void makesANewRunEachTimeWithoutAKey() {
        submissions.accept(tenant, submission("run-1", null, REQUEST));
        submissions.accept(tenant, submission("run-2", null, REQUEST));

        assertThat(runs.list(tenant, RunFilter.ALL, 10, null).runs()).hasSize(2);
    }

    @Test
    void letsTwoTenantsUseTheSameKey() {
        submissions.accept(tenant, submission("run", "key", REQUEST));

        assertThat(submissions.accept(TestingStore.newTenant(), submission("run", "key", REQUEST)))
                .isInstanceOf(Acceptance.Accepted.class);
    }

    @Test
    void makesOneRunOfAHundredThatRace() throws InterruptedException, ExecutionException {
        List<Acceptance> acceptances = race(number -> submission("run-" + number, "key", REQUEST));

        Run run = runs.list(tenant, RunFilter.ALL, 10, null).runs().getFirst();
        assertThat(acceptances)
                .containsOnlyOnce(new Acceptance.Accepted(run))
                .containsOnly(new Acceptance.Accepted(run), new Acceptance.AlreadyKnown(run));
        assertThat(runs.list(tenant, RunFilter.ALL, 10, null).runs()).hasSize(1);
        assertThat(errands()).hasSize(1);
    }

    @Test
    void storesNothingWhenAPartCannotBeStored() {
        submissions.accept(tenant, submission("run", "key-1", REQUEST));

        assertThatThrownBy(() -> submissions.accept(tenant, submission("run", "key-2", REQUEST)))
                .hasMessageContaining("duplicate key");
        assertThatThrownBy(() -> submissions.accept(tenant, submission("other", "key-3", "no JSON")))
                .hasMessageContaining("invalid input syntax for type json");

        assertThat(submissions.accept(tenant, submission("new", "key-2", REQUEST)))
                .isInstanceOf(Acceptance.Accepted.class);
        assertThat(runs.find(tenant, "other")).isEmpty();
    }

    @Test
    void joinsTheOpenRunThatMendsTheSameFailure() {
        submissions.accept(tenant, failure("run-1", "key-1", "repository"));
        Run open = runs.find(tenant, "run-1").orElseThrow();

        assertThat(submissions.accept(tenant, failure("run-2", "key-2", "repository")))
                .isEqualTo(new Acceptance.Joined(open));
        assertThat(submissions.accept(tenant, failure("run-3", "key-2", "repository")))
                .as("the key that joined is known")
                .isEqualTo(new Acceptance.AlreadyKnown(open));
        assertThat(submissions.accept(tenant, failure("run-4", "key-4", "another")))
                .isInstanceOf(Acceptance.Accepted.class);
        assertThat(submissions.find(tenant, "run-1").orElseThrow().idempotencyKey())
                .isEqualTo("key-1");
        assertThat(errands()).extracting(Errand::runId).containsExactly("run-1", "run-4");

        assertThat(runs.endUnheard(tenant, open, "{}")).isTrue();
        assertThat(submissions.accept(tenant, failure("run-5", "key-5", "repository")))
                .isInstanceOf(Acceptance.Accepted.class);
        assertThat(submissions.accept(tenant, failure("run-6", "key-2", "repository")))
                .as("the key that joined still names the run that ended")
                .isInstanceOfSatisfying(
                        Acceptance.AlreadyKnown.class,
                        known -> assertThat(known.run().id()).isEqualTo("run-1"));
    }

    @Test
    void makesOneRunOfAHundredSubmissionsOfOneFailure() throws InterruptedException, ExecutionException {
        List<Acceptance> acceptances = race(number -> failure("run-" + number, "key-" + number, "repository"));

        Run run = runs.list(tenant, RunFilter.ALL, 10, null).runs().getFirst();
        assertThat(acceptances)
                .containsOnlyOnce(new Acceptance.Accepted(run))
                .containsOnly(new Acceptance.Accepted(run), new Acceptance.Joined(run));
        assertThat(errands()).hasSize(1);
    }

    private List<Errand> errands() {
        return outbox.claim(tenant, 10, Duration.ZERO);
    }

    private static NewSubmission submission(String runId, @Nullable String key, String request) {
        return new NewSubmission(
                runId, "checkup", "A checkup", request, "digest of " + request, key, null, null, "00-trace");
    }

    private static NewSubmission failure(String runId, String key, String repository) {
        return new NewSubmission(
                runId, "bugfix", "A bug", REQUEST, "digest of " + repository, key, repository, "failure", "00-trace");
    }

    /// A hundred at once.
    private List<Acceptance> race(IntFunction<NewSubmission> asked) throws InterruptedException, ExecutionException {
        List<Callable<Acceptance>> racers = IntStream.range(0, 100)
                .mapToObj(number -> (Callable<Acceptance>) () -> submissions.accept(tenant, asked.apply(number)))
                .toList();
        List<Acceptance> acceptances = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Acceptance> racer : threads.invokeAll(racers)) {
                acceptances.add(racer.get());
            }
        }
        return acceptances;
    }
}
