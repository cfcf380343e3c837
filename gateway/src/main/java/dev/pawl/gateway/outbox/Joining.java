package dev.pawl.gateway.outbox;

import dev.pawl.gateway.GatewaySettings;
import dev.pawl.gateway.outbox.Intake.Cause;
import dev.pawl.gateway.problem.Problem;
import dev.pawl.store.event.Events;
import dev.pawl.store.event.NewEvent;
import dev.pawl.store.run.Run;
import dev.pawl.store.submission.Acceptance;
import dev.pawl.store.submission.NewSubmission;
import dev.pawl.store.submission.Submissions;
import dev.pawl.store.tenant.Tenants;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Stores what was asked for, if there is room for more, and tells an open run who joined it.
@Singleton
final class Joining {

    private final Tenants tenants;
    private final Submissions submissions;
    private final Events events;
    private final Room room;
    private final GatewaySettings settings;

    Joining(Tenants tenants, Submissions submissions, Events events, Room room, GatewaySettings settings) {
        this.tenants = tenants;
        this.submissions = submissions;
        this.events = events;
        this.room = room;
        this.settings = settings;
    }

    Acceptance accept(String tenant, NewSubmission submission, @Nullable Cause cause) {
        return tenants.in(tenant, () -> {
            Acceptance acceptance = submissions.accept(tenant, submission);
            if (acceptance instanceof Acceptance.Joined(Run run) && cause != null && cause.build() != null) {
                events.append(tenant, run.id(), List.of(new NewEvent("run.joined", LifecycleJson.text(cause.build()))));
            }
            return acceptance;
        });
    }

    void requireRoom(String tenant) {
        if (!room.take(tenant)) {
            throw Problem.of(
                            "backlog-full",
                            HttpStatus.TOO_MANY_REQUESTS,
                            "Too much waits already",
                            "%d submissions and more wait for Temporal. Nothing was stored. Try again later."
                                    .formatted(settings.backlog()))
                    .exception();
        }
    }
}
