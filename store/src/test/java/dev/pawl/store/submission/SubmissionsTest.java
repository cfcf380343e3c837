package dev.pawl.store.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.outbox.Errand;
import dev.pawl.store.outbox.Outbox;
import dev.pawl.store.outbox.Verb;
import dev.pawl.store.run.Run;
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

        assertThat(runs.list(tenant, 10, null).runs()).hasSize(2);
    }

    @Test
    void letsTwoTenantsUseTheSameKey() {
        submissions.accept(tenant, submission("run", "key", REQUEST));

        assertThat(submissions.accept(TestingStore.newTenant(), submission("run", "key", REQUEST)))
                .isInstanceOf(Acceptance.Accepted.class);
    }

    @Test
    void makesOneRunOfAHundredThatRace() throws InterruptedException, ExecutionException {
        List<Callable<Acceptance>> racers = IntStream.range(0, 100)
                .mapToObj(number -> (Callable<Acceptance>)
                        () -> submissions.accept(tenant, submission("run-" + number, "key", REQUEST)))
                .toList();

        List<Acceptance> acceptances = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Acceptance> racer : threads.invokeAll(racers)) {
                acceptances.add(racer.get());
            }
        }

        Run run = runs.list(tenant, 10, null).runs().getFirst();
        assertThat(acceptances)
                .containsOnlyOnce(new Acceptance.Accepted(run))
                .containsOnly(new Acceptance.Accepted(run), new Acceptance.AlreadyKnown(run));
        assertThat(runs.list(tenant, 10, null).runs()).hasSize(1);
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

    private List<Errand> errands() {
        return outbox.claim(tenant, 10, Duration.ZERO);
    }

    private static NewSubmission submission(String runId, @Nullable String key, String request) {
        return new NewSubmission(runId, "checkup", "A checkup", request, "digest of " + request, key, "00-trace");
    }
}
