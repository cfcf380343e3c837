package dev.pawl.gateway.access;

import dev.pawl.gateway.problem.Problem;
import dev.pawl.store.audit.NewAuditEntry;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes a note of every call, the refused ones too, before the answer goes out. Of strangers, only so many a minute.
@ServerFilter("/v1/**")
final class AuditFilter implements Ordered {

    static final int ORDER = 100;
    private static final Logger LOG = LoggerFactory.getLogger(AuditFilter.class);
    private static final long PATIENCE_SECONDS = 10;

    private final AuditLane lane;
    private final Strangers strangers;
    private final InstantSource time;
    private final Executor answering;

    AuditFilter(
            AuditLane lane,
            Strangers strangers,
            InstantSource time,
            @Named(TaskExecutors.BLOCKING) ExecutorService answering) {
        this.lane = lane;
        this.strangers = strangers;
        this.time = time;
        this.answering = answering;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    /// The same answer, when the call is noted. No thread waits for it, and what is left to do for the answer keeps
    /// nobody who wants to be noted.
    @ResponseFilter
    CompletableFuture<MutableHttpResponse<?>> note(HttpRequest<?> request, MutableHttpResponse<?> response) {
        Caller caller = request.getAttribute(Caller.ATTRIBUTE, Caller.class)
                .orElse(new Caller(AccessSettings.NOBODY, AccessSettings.NOBODY, Set.of()));
        if (caller.tenant().equals(AccessSettings.NOBODY) && !strangers.mayBeNoted()) {
            return CompletableFuture.completedFuture(response);
        }
        NewAuditEntry entry = entry(caller, request, response);
        return lane.note(caller.tenant(), entry)
                .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .handleAsync((_, failure) -> answered(response, entry, failure), answering);
    }

    private NewAuditEntry entry(Caller caller, HttpRequest<?> request, HttpResponse<?> response) {
        return new NewAuditEntry(
                time.instant(),
                caller.keyId(),
                request.getMethodName() + " " + request.getPath(),
                subject(response),
                response.code(),
                refusal(response));
    }

    private static MutableHttpResponse<?> answered(
            MutableHttpResponse<?> response, NewAuditEntry entry, @Nullable Throwable failure) {
        if (failure != null) {
            LOG.atError()
                    .addKeyValue("action", entry.action())
                    .addKeyValue("actor", entry.actor())
                    .addKeyValue("status", entry.status())
                    .setCause(failure)
                    .log("a call could not be noted in the audit");
        }
        return response;
    }

    private static @Nullable String subject(HttpResponse<?> response) {
        String location = response.getHeaders().get("Location");
        return location == null ? null : location.substring(location.lastIndexOf('/') + 1);
    }

    private static @Nullable String refusal(HttpResponse<?> response) {
        return response.body() instanceof Problem problem ? problem.detail() : null;
    }
}
