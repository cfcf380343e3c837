package dev.pawl.gateway.checkup;

import dev.pawl.gateway.access.Caller;
import dev.pawl.gateway.access.Needs;
import dev.pawl.gateway.outbox.Intake;
import dev.pawl.gateway.run.RunView;
import dev.pawl.store.access.Scope;
import dev.pawl.workflows.lifecycle.checkup.CheckupLifecycle;
import dev.pawl.workflows.lifecycle.checkup.CheckupRequest;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.RequestAttribute;
import org.jspecify.annotations.Nullable;

/// Asks for a checkup of the house.
@Controller("/v1/checkups")
final class CheckupController {

    private final Intake intake;

    CheckupController(Intake intake) {
        this.intake = intake;
    }

    @Post
    @Needs(Scope.SUBMIT)
    HttpResponse<RunView> submit(
            HttpRequest<?> http,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @Header("Idempotency-Key") @Nullable String idempotencyKey,
            @Body CheckupOrder order) {
        CheckupRequest request = new CheckupRequest(
                caller.tenant(), order.checkedRounds(), order.checkedPause(), order.checkedPatience());
        String title = request.rounds() == 1 ? "Checkup" : "Checkup of %d rounds".formatted(request.rounds());
        return intake.accept(caller, CheckupLifecycle.KIND, title, request, idempotencyKey, http);
    }
}
