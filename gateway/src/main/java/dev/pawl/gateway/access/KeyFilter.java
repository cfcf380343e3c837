package dev.pawl.gateway.access;

import dev.pawl.store.access.Authentication;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.util.concurrent.CompletableFuture;

/// Has the key judged that a call shows. No thread waits for it, and nobody is let in here.
@ServerFilter("/v1/**")
final class KeyFilter implements Ordered {

    static final String JUDGED = "pawl.judged";
    static final int ORDER = AuditFilter.ORDER + 5;
    private static final String BEARER = "Bearer ";

    private final KeyLane keys;

    KeyFilter(KeyLane keys) {
        this.keys = keys;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    /// The same request, when it is known whose it is. The next filter goes on on a thread of its own.
    @RequestFilter
    CompletableFuture<HttpRequest<?>> judge(HttpRequest<?> request) {
        return judged(request).thenApply(judged -> {
            request.setAttribute(JUDGED, judged);
            return request;
        });
    }

    private CompletableFuture<Authentication> judged(HttpRequest<?> request) {
        String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return CompletableFuture.completedFuture(new Authentication.Refused(Authentication.Reason.MALFORMED, null));
        }
        return keys.judge(header.substring(BEARER.length()).strip());
    }
}
