package dev.pawl.gateway.outbox;

import dev.pawl.gateway.access.Caller;
import dev.pawl.gateway.access.Needs;
import dev.pawl.gateway.run.Deeds;
import dev.pawl.gateway.run.KnownRuns;
import dev.pawl.gateway.run.RunView;
import dev.pawl.gateway.run.RunViews;
import dev.pawl.gateway.watch.RequestTrace;
import dev.pawl.store.access.Scope;
import dev.pawl.store.outbox.NewErrand;
import dev.pawl.store.outbox.Outbox;
import dev.pawl.store.outbox.Verb;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.RunStatus;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestAttribute;
import java.net.URI;

/// Ends a run that nobody wants any more. It is stored before it is answered, and carried out when Temporal answers;
/// asked twice, it is as if it were asked once.
@Controller("/v1/runs")
final class CancelController {

    private final KnownRuns runs;
    private final RunViews views;
    private final Outbox outbox;
    private final Dispatcher dispatcher;
    private final Deeds deeds;

    CancelController(KnownRuns runs, RunViews views, Outbox outbox, Dispatcher dispatcher, Deeds deeds) {
        this.deeds = deeds;
        this.runs = runs;
        this.views = views;
        this.outbox = outbox;
        this.dispatcher = dispatcher;
    }

    @Post("/{id}/cancel")
    @Needs(Scope.SUBMIT)
    HttpResponse<RunView> cancel(HttpRequest<?> http, @RequestAttribute(Caller.ATTRIBUTE) Caller caller, String id) {
        Run run = runs.of(caller, id);
        if (run.status() != RunStatus.ENDED) {
            outbox.add(caller.tenant(), new NewErrand(Verb.CANCEL, run.id(), "{}", RequestTrace.line(http)));
            deeds.cancelled(caller, run.id());
            dispatcher.wake();
        }
        return HttpResponse.accepted(URI.create("/v1/runs/" + run.id())).body(views.of(run));
    }
}
