package dev.pawl.gateway.bugfix;

import dev.pawl.gateway.access.Caller;
import dev.pawl.gateway.access.Needs;
import dev.pawl.gateway.body.Fields;
import dev.pawl.gateway.outbox.Intake;
import dev.pawl.gateway.run.RunView;
import dev.pawl.store.access.Scope;
import dev.pawl.workflows.lifecycle.bugfix.BugFixLifecycle;
import dev.pawl.workflows.lifecycle.bugfix.BugFixRequest;
import dev.pawl.workflows.lifecycle.bugfix.BugFixRequest.Trigger;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestAttribute;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks for a bug to be fixed.
@Controller("/v1/bugfixes")
final class BugFixController {

    private final BugFixOrder order;
    private final Intake intake;

    BugFixController(BugFixOrder order, Intake intake) {
        this.order = order;
        this.intake = intake;
    }

    @Post
    @Needs(Scope.SUBMIT)
    HttpResponse<RunView> submit(
            HttpRequest<?> http,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @Header("Idempotency-Key") @Nullable String idempotencyKey,
            @Body byte[] body) {
        Fields fields = Fields.read(body);
        BugFixRequest request = order.read(caller.tenant(), fields);
        return intake.accept(
                caller,
                new Intake.Order(
                        BugFixLifecycle.KIND,
                        request.title(),
                        request,
                        fields.digest(),
                        idempotencyKey,
                        new Intake.Cause(
                                request.repository().url(),
                                BugFixOrder.fingerprint(request),
                                build(request.trigger()))),
                http);
    }

    /// What an open run is told when another build joins it: its tests are the same.
    private static @Nullable Trigger build(@Nullable Trigger trigger) {
        return trigger == null ? null : new Trigger(trigger.system(), trigger.build(), trigger.commit(), List.of());
    }
}
