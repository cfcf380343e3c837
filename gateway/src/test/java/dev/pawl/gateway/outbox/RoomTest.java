package dev.pawl.gateway.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.gateway.GatewaySettings;
import dev.pawl.store.outbox.Errand;
import dev.pawl.store.outbox.Outbox;
import dev.pawl.store.submission.NewSubmission;
import dev.pawl.store.submission.Submissions;
import dev.pawl.store.testing.TestingStore;
import dev.pawl.store.testing.TestingTime;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class RoomTest {

    private static final TestingTime TIME = new TestingTime();

    @AutoClose
    private static final TestingStore STORE = TestingStore.fresh(TIME);

    private final Outbox outbox = STORE.get(Outbox.class);
    private final Room room = new Room(outbox, new GatewaySettings("127.0.0.1", 8080, 3, Duration.ofMinutes(1)), TIME);
    private final String tenant = TestingStore.newTenant();

    @Test
    void letsInNoMoreThanMayWait() {
        for (int number = 1; number <= 3; number++) {
            assertThat(room.take(tenant)).as("number %d", number).isTrue();
            submit("run-" + number);
        }

        assertThat(room.take(tenant)).isFalse();
        assertThat(room.take(TestingStore.newTenant())).as("another tenant").isTrue();
    }

    @Test
    void letsInAgainAsSoonAsSomethingWaitsNoMore() {
        for (int number = 1; number <= 3; number++) {
            room.take(tenant);
            submit("run-" + number);
        }
        Errand errand = outbox.claim(tenant, 1, Duration.ofSeconds(90)).getFirst();
        outbox.done(tenant, errand);

        assertThat(room.take(tenant)).isTrue();
        submit("run-4");
        assertThat(room.take(tenant)).isFalse();
    }

    @Test
    void seesWithinASecondWhatAnotherGatewayLetIn() {
        assertThat(room.take(tenant)).isTrue();
        for (int number = 1; number <= 3; number++) {
            submit("another-" + number);
        }
        TIME.pass(Duration.ofSeconds(1));

        assertThat(room.take(tenant)).isFalse();
    }

    private void submit(String run) {
        STORE.get(Submissions.class)
                .accept(tenant, new NewSubmission(run, "checkup", "A checkup", "{}", run, null, null, null, null));
    }
}
