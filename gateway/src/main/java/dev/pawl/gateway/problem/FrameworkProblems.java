package dev.pawl.gateway.problem;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.stream.Collectors;

/// Says in our words what the framework refuses by itself: no such route, a body that is no JSON, a field of another
/// type.
@Singleton
final class FrameworkProblems implements ErrorResponseProcessor<Problem> {

    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpStatus status = response.status();
        String path = context.getRequest().getMethodName() + " "
                + context.getRequest().getPath();
        String detail = switch (status) {
            case NOT_FOUND ->
                "There is no %s here. The routes are in the README and in docs/architecture.md.".formatted(path);
            case METHOD_NOT_ALLOWED -> "%s is not possible: this path takes other methods.".formatted(path);
            case UNSUPPORTED_MEDIA_TYPE -> "Send the body as application/json.";
            case REQUEST_ENTITY_TOO_LARGE ->
                "The address, the headers or the body are too large: 4 kB, 8 kB and 1 MB are the most that is read.";
            case INTERNAL_SERVER_ERROR ->
                "This is a fault of Pawl, not of the request. The gateway's log has the reason.";
            case BAD_REQUEST -> "The request cannot be read. %s".formatted(plain(context));
            case FORBIDDEN -> "The gateway does not answer pages of this origin.";
            default -> status.getReason() + ".";
        };
        String name = status.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return response.body(Problem.of(name, status, status.getReason(), detail))
                .contentType(MediaType.APPLICATION_JSON_PROBLEM_TYPE);
    }

    /// The name of what is wrong, and none of the framework's words.
    private static String plain(ErrorContext context) {
        return context.getErrors().stream()
                .flatMap(error -> error.getPath().stream())
                .distinct()
                .map(path -> "'%s' is missing or of another type.".formatted(path.replaceFirst("^/", "")))
                .collect(Collectors.joining(" "));
    }
}
