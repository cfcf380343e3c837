package dev.pawl.gateway.outbox;

import dev.pawl.gateway.access.Caller;
import dev.pawl.gateway.problem.Page;
import dev.pawl.gateway.problem.Problem;
import dev.pawl.gateway.problem.ProblemException;
import dev.pawl.gateway.run.RunView;
import dev.pawl.gateway.run.RunViews;
import dev.pawl.gateway.watch.RequestTrace;
import dev.pawl.store.run.Run;
import dev.pawl.store.submission.Acceptance;
import dev.pawl.store.submission.NewSubmission;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The way of every submission: stored in one transaction with its run and the errand to start it, and only then
/// answered.
@Singleton
public final class Intake {

    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[\\x21-\\x7e]{1,200}");

    private final Dispatcher dispatcher;
    private final LifecycleJson json;
    private final RunViews views;
    private final Joining joining;

    Intake(Dispatcher dispatcher, LifecycleJson json, RunViews views, Joining joining) {
        this.dispatcher = dispatcher;
        this.json = json;
        this.views = views;
        this.joining = joining;
    }

    /// What is asked for.
    ///
    /// @param request the lifecycle's own record
    /// @param digest tells what the caller said from anything else under the same key
    /// @param cause what it is about, where one open run is enough for that
    public record Order(
            String kind,
            String title,
            Object request,
            String digest,
            @Nullable String idempotencyKey,
            @Nullable Cause cause) {}

    /// What a run is about.
    ///
    /// @param repository where its work comes from
    /// @param fingerprint which failure it mends
    /// @param build what told of it
    public record Cause(
            String repository,
            @Nullable String fingerprint,
            @Nullable Object build) {}

    /// Answers 202 with the run.
    public HttpResponse<RunView> accept(Caller caller, Order order, HttpRequest<?> http) {
        String idempotencyKey = order.idempotencyKey();
        if (idempotencyKey != null && !IDEMPOTENCY_KEY.matcher(idempotencyKey).matches()) {
            throw Page.unprocessable("Idempotency-Key must be 1 to 200 printable ASCII characters without a space.");
        }
        joining.requireRoom(caller.tenant());
        return switch (joining.accept(caller.tenant(), submission(order, http), order.cause())) {
            case Acceptance.Accepted(Run run) -> {
                dispatcher.wake();
                yield accepted(run);
            }
            case Acceptance.AlreadyKnown(Run run) -> accepted(run);
            case Acceptance.Joined(Run run) -> accepted(run);
            case Acceptance.Conflict(String runId) -> throw conflict(runId);
        };
    }

    private NewSubmission submission(Order order, HttpRequest<?> http) {
        Cause cause = order.cause();
        return new NewSubmission(
                order.kind() + "-" + UUID.randomUUID(),
                order.kind(),
                order.title(),
                json.write(order.request()),
                order.kind() + ":" + order.digest(),
                order.idempotencyKey(),
                cause == null ? null : cause.repository(),
                cause == null ? null : cause.fingerprint(),
                RequestTrace.line(http));
    }

    private static ProblemException conflict(String runId) {
        return Problem.of(
                        "idempotency-conflict",
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "This key was used for something else",
                        "The Idempotency-Key belongs to run %s, which was asked for in other words. Use a new key."
                                .formatted(runId))
                .exception();
    }

    private HttpResponse<RunView> accepted(Run run) {
        return HttpResponse.<RunView>accepted()
                .header(HttpHeaders.LOCATION, "/v1/runs/" + run.id())
                .body(views.of(run));
    }
}
