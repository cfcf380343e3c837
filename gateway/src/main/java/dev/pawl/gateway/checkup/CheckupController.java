package dev.pawl.gateway.checkup;

import dev.pawl.gateway.access.Caller;
import dev.pawl.gateway.access.Needs;
import dev.pawl.gateway.body.Fields;
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
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Asks for a checkup of the house.
@Controller("/v1/checkups")
final class CheckupController {

    private static final int MOST_ROUNDS = 100;

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
            @Body byte[] body) {
        Fields fields = Fields.read(body);
        CheckupRequest request = request(caller.tenant(), fields);
        String title = request.rounds() == 1 ? "Checkup" : "Checkup of %d rounds".formatted(request.rounds());
        return intake.accept(
                caller,
                new Intake.Order(CheckupLifecycle.KIND, title, request, fields.digest(), idempotencyKey, null),
                http);
    }

    /// How often every pool is probed, how long it rests between two rounds, and how long a part or a pool may be away
    /// before that is a finding; what is left out has a default.
    private static CheckupRequest request(String tenant, Fields fields) {
        CheckupRequest request = new CheckupRequest(
                tenant,
                fields.wholeNumber("rounds", 1, 1, MOST_ROUNDS),
                fields.duration("pause", Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1)),
                fields.duration("patience", Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMinutes(10)));
        fields.nothingElse();
        return request;
    }
}
