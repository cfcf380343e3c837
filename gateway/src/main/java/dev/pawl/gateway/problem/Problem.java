package dev.pawl.gateway.problem;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Set;

/// A no, as RFC 9457 writes it.
///
/// @param type stays the same for ever: programs may rely on it
/// @param detail what is wrong and what to do
@Serdeable
@Introspected
public record Problem(String type, String title, int status, String detail) {

    /// What helps against these is to ask again, so many seconds later.
    private static final Set<Integer> LATER =
            Set.of(HttpStatus.TOO_MANY_REQUESTS.getCode(), HttpStatus.SERVICE_UNAVAILABLE.getCode());

    private static final String SECONDS = "5";

    private static final String TYPES = "https://pawl.dev/problems/";

    public static Problem of(String name, HttpStatus status, String title, String detail) {
        return new Problem(TYPES + name, title, status.getCode(), detail);
    }

    public MutableHttpResponse<Problem> response() {
        MutableHttpResponse<Problem> response = HttpResponse.<Problem>status(HttpStatus.valueOf(status))
                .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE)
                .body(this);
        return LATER.contains(status) ? response.header(HttpHeaders.RETRY_AFTER, SECONDS) : response;
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }
}
