package dev.pawl.store.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.run.RunStatus;
import dev.pawl.store.run.Runs;
import dev.pawl.store.tenant.Tenants;
import dev.pawl.store.testing.TestingStore;
import dev.pawl.store.testing.TestingTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class OutboxTest {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final TestingTime TIME = new TestingTime();

    @AutoClose
    private static final TestingStore STORE = TestingStore.fresh(TIME);

    private final Outbox outbox = STORE.get(Outbox.class);
    private final Runs runs = STORE.get(Runs.class);
    private final String tenant = TestingStore.newTenant();

    @Test
    void namesTheTenantsThatHaveWork() {
        add("run", Verb.START);

        assertThat(outbox.tenantsWithWork()).contains(tenant);
        outbox.done(tenant, claim().getFirst());
        assertThat(outbox.tenantsWithWork()).doesNotContain(tenant);
    }

    @Test
    void givesAnErrandToOneUntilItsLeaseEnds() {
        add("run", Verb.START);

        Errand first = claim().getFirst();
        assertThat(claim()).isEmpty();
        TIME.pass(LEASE);
        Errand second = claim().getFirst();

        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.attempts()).isEqualTo(2);
    }

    @Test
    void givesEachErrandToOneOfManyWhoClaimAtOnce() throws InterruptedException, ExecutionException {
        for (int number = 0; number < 60; number++) {
            add("run-" + number, Verb.START);
        }
        Callable<List<Errand>> dispatcher = () -> outbox.claim(tenant, 10, LEASE);

        List<Long> claimed = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int round = 0; round < 3; round++) {
                for (Future<List<Errand>> one : threads.invokeAll(
                        Stream.generate(() -> dispatcher).limit(6).toList())) {
                    one.get().forEach(errand -> claimed.add(errand.id()));
                }
            }
        }

        assertThat(claimed).hasSize(60).doesNotHaveDuplicates();
    }

    @Test
    void triesAgainAfterAPauseThatGrows() {
        add("run", Verb.START);

        outbox.failed(tenant, claim().getFirst(), "Temporal does not answer");
        assertThat(claim()).isEmpty();
        TIME.pass(Duration.ofSeconds(1));
        outbox.failed(tenant, claim().getFirst(), "Temporal does not answer");
        TIME.pass(Duration.ofSeconds(1));
        assertThat(claim()).isEmpty();
        TIME.pass(Duration.ofSeconds(1));

        assertThat(claim().getFirst().attempts()).isEqualTo(3);
        assertThat(Outbox.pause(1)).isEqualTo(Duration.ofSeconds(1));
        assertThat(Outbox.pause(5)).isEqualTo(Duration.ofSeconds(16));
        assertThat(Outbox.pause(1_000_000)).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void doesNotLetALateFailureDisturbTheNextHolder() {
        add("run", Verb.START);
        Errand late = claim().getFirst();
        TIME.pass(LEASE);
        claim();

        outbox.failed(tenant, late, "I was asleep");
        TIME.pass(Duration.ofSeconds(5));

        assertThat(claim()).isEmpty();
    }

    @Test
    void keepsTheOrderOfARun() {
        add("run", Verb.START);
        outbox.add(tenant, new NewErrand(Verb.CANCEL, "run", "{}", null));

        Errand start = claim().getFirst();
        assertThat(start.verb()).isEqualTo(Verb.START);
        assertThat(claim()).isEmpty();
        outbox.failed(tenant, start, "Temporal does not answer");
        assertThat(claim()).isEmpty();
        TIME.pass(LEASE);
        Errand again = claim().getFirst();
        assertThat(again.id()).isEqualTo(start.id());
        outbox.givenUp(tenant, again, "There is no such workflow type");

        assertThat(claim()).extracting(Errand::verb).containsExactly(Verb.CANCEL);
    }

    @Test
    void endsARunThatCanNeverBeStartedAndSaysWhy() {
        add("run", Verb.START);

        outbox.givenUp(tenant, claim().getFirst(), "There is no such workflow type");

        assertThat(runs.find(tenant, "run")).hasValueSatisfying(run -> {
            assertThat(run.status()).isEqualTo(RunStatus.ENDED);
            assertThat(run.outcome()).contains("not-started", "There is no such workflow type");
        });
    }

    @Test
    void addsNothingWhenTheCauseIsTakenBack() {
        assertThatThrownBy(() -> STORE.get(Tenants.class).in(tenant, () -> {
                    add("run", Verb.START);
                    throw new IllegalStateException("the cause failed");
                }))
                .hasMessage("the cause failed");

        assertThat(outbox.tenantsWithWork()).doesNotContain(tenant);
    }

    private void add(String runId, Verb verb) {
        runs.create(tenant, runId, "checkup", "A checkup");
        outbox.add(tenant, new NewErrand(verb, runId, "{}", null));
    }

    private List<Errand> claim() {
        return outbox.claim(tenant, 10, LEASE);
    }
}
