package dev.pawl.activities.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import dev.pawl.activities.ledger.Chronicle;
import dev.pawl.activities.ledger.LedgerActivities;
import dev.pawl.store.blob.Blobs;
import dev.pawl.store.event.Event;
import dev.pawl.store.event.Events;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.RunStatus;
import dev.pawl.store.run.Runs;
import dev.pawl.store.testing.TestingDatabase;
import dev.pawl.store.testing.TestingKeys;
import dev.pawl.store.testing.TestingS3;
import dev.pawl.store.testing.TestingStore;
import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.decision.Verb;
import dev.pawl.workflows.port.decision.Wait;
import dev.pawl.workflows.port.ledger.Ledger;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.ledger.Parked;
import dev.pawl.workflows.port.probe.Finding;
import dev.pawl.workflows.port.probe.Probes;
import io.temporal.failure.ActivityFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ProbeActivitiesTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final String tenant = TestingStore.newTenant();
    private final TestingS3 objects = TestingS3.start();
    private final TestingStore store = TestingStore.over(
            TestingStore.both(TestingDatabase.shared().settings(), objects.settings()), TestingKeys.with("a"));
    private final TestActivityEnvironment temporal = TestActivityEnvironment.newInstance();

    @BeforeEach
    void open() {
        Chronicle chronicle = new Chronicle(store.get(Runs.class));
        temporal.registerActivitiesImplementations(
                new ProbeActivities(chronicle, store.get(Events.class), store.get(Blobs.class)),
                new LedgerActivities(chronicle));
        store.get(Runs.class).create(tenant, "checkup-1", "checkup", "Checkup");
    }

    @AfterEach
    void close() {
        temporal.close();
        store.close();
        objects.close();
    }

    @Test
    void findsEachPartSoundAfterUsingIt() {
        assertThat(probes().probe(moment("checkup-1", 1), 1))
                .extracting(Finding::part, Finding::status)
                .containsExactly(tuple("objects", Finding.Status.SOUND), tuple("database", Finding.Status.SOUND));
        assertThat(store.get(Events.class).after(tenant, "checkup-1", 0, 10))
                .extracting(Event::kind)
                .containsExactly("probed");
    }

    @Test
    void writesTheStoryDownAsItGoes() {
        probes().probe(moment("checkup-1", 1), 1);
        assertThat(run().status()).isEqualTo(RunStatus.RUNNING);
        assertThat(run().stage()).isEqualTo("probing");

        ledger().end(moment("checkup-1", 2), Map.of("type", "sound"));
        assertThat(run().status()).isEqualTo(RunStatus.ENDED);
        assertThat(run().outcome()).isEqualToIgnoringWhitespace("{\"type\":\"sound\"}");
    }

    @Test
    void writesDownWhatTheStoryWaitsFor() {
        ledger().park(moment("checkup-1", 1), new Parked(NOON, "It takes no more for now."));
        assertThat(run().status()).isEqualTo(RunStatus.PARKED);
        assertThat(run().waitsFor()).isEqualToIgnoringWhitespace("""
                {"kind":"limit","until":"2026-11-21T12:00:00Z","reason":"It takes no more for now."}""");

        ledger().pause(moment("checkup-1", 2), new Wait(1, "t1", "spent", List.of(), List.of(Verb.RETRY)));
        assertThat(run().status()).isEqualTo(RunStatus.NEEDS_HUMAN);
        assertThat(run().waitsFor()).contains("\"kind\": \"person\"", "\"question\": 1");
    }

    @Test
    void keepsTheEndWhenAnEarlierMomentArrivesLate() {
        ledger().end(moment("checkup-1", 2), Map.of("type", "sound"));

        probes().probe(moment("checkup-1", 1), 1);

        assertThat(run().status()).isEqualTo(RunStatus.ENDED);
    }

    @Test
    void triesAgainLaterWhenTheObjectStoreIsAway() {
        objects.stop();

        assertThatThrownBy(() -> probes().probe(moment("checkup-1", 1), 1))
                .isInstanceOf(ActivityFailure.class)
                .hasStackTraceContaining(Failure.STORE_UNAVAILABLE.name())
                .hasStackTraceContaining("nonRetryable=false");

        objects.restart();
        assertThat(probes().probe(moment("checkup-1", 1), 1)).hasSize(2);
    }

    @Test
    void refusesARunThatTheStoreDoesNotHold() {
        assertThatThrownBy(() -> probes().probe(moment("checkup-9", 1), 1))
                .hasStackTraceContaining(Failure.RUN_UNKNOWN.name())
                .hasStackTraceContaining("nonRetryable=true");
    }

    private Run run() {
        return store.get(Runs.class).find(tenant, "checkup-1").orElseThrow();
    }

    private Probes probes() {
        return temporal.newActivityStub(Probes.class);
    }

    private Ledger ledger() {
        return temporal.newActivityStub(Ledger.class);
    }

    private Moment moment(String run, long revision) {
        return new Moment(tenant, run, NOON, revision, revision == 1 ? "probing" : "ended");
    }
}
