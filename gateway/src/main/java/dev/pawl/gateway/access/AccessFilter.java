package dev.pawl.gateway.access;

import dev.pawl.gateway.problem.Problem;
import dev.pawl.store.access.ApiKey;
import dev.pawl.store.access.ApiKeys;
import dev.pawl.store.access.Authentication;
import dev.pawl.store.access.Scope;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteInfo;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Lets a call in when its key is good and has the scope that the route needs.
@ServerFilter("/v1/**")
final class AccessFilter implements Ordered {

    private final ApiKeys keys;

    AccessFilter(ApiKeys keys) {
        this.keys = keys;
    }

    @Override
    public int getOrder() {
        return KeyFilter.ORDER + 5;
    }

    /// Returns the refusal, or nothing when the call may go on. Whoever judged the key judges the next ones meanwhile.
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable
    HttpResponse<?> admit(HttpRequest<?> request) {
        return switch (request.getAttribute(KeyFilter.JUDGED, Authentication.class)
                .orElseThrow()) {
            case Authentication.Accepted(ApiKey key) -> {
                request.setAttribute(Caller.ATTRIBUTE, Caller.of(key));
                keys.noteUse(key);
                yield permission(request, key);
            }
            case Authentication.Refused(Authentication.Reason reason, ApiKey key) -> {
                if (key != null) {
                    request.setAttribute(Caller.ATTRIBUTE, Caller.of(key));
                }
                yield unknown(reason);
            }
        };
    }

    /// One answer for all but what the bearer of a once good key may know: that its time is over.
    private static HttpResponse<?> unknown(Authentication.Reason reason) {
        String detail = switch (reason) {
            case MALFORMED -> "Send the header Authorization: Bearer pawl_... with an API key.";
            case UNKNOWN, WRONG_SECRET -> "No such API key. Check it, or ask an operator for a new one.";
            case REVOKED -> "This API key was revoked. Ask an operator for a new one.";
            case EXPIRED -> "This API key has expired. Ask an operator for a new one.";
        };
        return Problem.of("key-refused", HttpStatus.UNAUTHORIZED, "The key is not accepted", detail)
                .response()
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
    }

    private static @Nullable HttpResponse<?> permission(HttpRequest<?> request, ApiKey key) {
        Optional<RouteInfo<?>> route = RouteAttributes.getRouteInfo(request);
        if (route.isEmpty()) {
            return null;
        }
        Optional<Scope> needed = route.get().getAnnotationMetadata().enumValue(Needs.class, Scope.class);
        if (needed.isPresent() && key.scopes().contains(needed.get())) {
            return null;
        }
        String scope =
                needed.map(value -> value.name().toLowerCase(Locale.ROOT)).orElse("that no key can have");
        return Problem.of(
                        "scope-missing",
                        HttpStatus.FORBIDDEN,
                        "This key may not do that",
                        "The call needs the scope %s. Ask for a key that has it.".formatted(scope))
                .response();
    }
}
