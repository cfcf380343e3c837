package dev.pawl.gateway.problem;

import dev.pawl.store.StoreUnavailableException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers every failure that is ours. What the framework refuses by itself goes through FrameworkProblems.
@Controller
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    @Error(global = true)
    HttpResponse<Problem> problem(ProblemException exception) {
        return exception.problem().response();
    }

    @Error(global = true)
    HttpResponse<Problem> storeUnavailable(HttpRequest<?> request, StoreUnavailableException exception) {
        LOG.atWarn()
                .addKeyValue("path", request.getPath())
                .addKeyValue("reason", exception.getMessage())
                .log("the store is away");
        return Problem.of(
                        "store-unavailable",
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "The store does not answer",
                        "Nothing was changed. Send the request again, with the same Idempotency-Key, in a moment.")
                .response();
    }
}
