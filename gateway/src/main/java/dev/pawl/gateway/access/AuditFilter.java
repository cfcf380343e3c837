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
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    AuditFilter(AuditLane lane, Strangers strangers, InstantSource time) {
        this.lane = lane;
        this.strangers = strangers;
        this.time = time;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @ResponseFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void note(HttpRequest<?> request, MutableHttpResponse<?> response) throws InterruptedException {
        Caller caller = request.getAttribute(Caller.ATTRIBUTE, Caller.class)
                .orElse(new Caller(AccessSettings.NOBODY, AccessSettings.NOBODY, Set.of()));
        if (caller.tenant().equals(AccessSettings.NOBODY) && !strangers.mayBeNoted()) {
            return;
        }
        NewAuditEntry entry = new NewAuditEntry(
                time.instant(),
                caller.keyId(),
                request.getMethodName() + " " + request.getPath(),
                subject(response),
                response.code(),
                refusal(response));
        try {
            lane.note(caller.tenant(), entry).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | CancellationException | TimeoutException e) {
            LOG.atError()
                    .addKeyValue("action", entry.action())
                    .addKeyValue("actor", entry.actor())
                    .addKeyValue("status", entry.status())
                    .setCause(e)
                    .log("a call could not be noted in the audit");
        }
    }

    private static @Nullable String subject(HttpResponse<?> response) {
        String location = response.getHeaders().get("Location");
        return location == null ? null : location.substring(location.lastIndexOf('/') + 1);
    }

    private static @Nullable String refusal(HttpResponse<?> response) {
        return response.body() instanceof Problem problem ? problem.detail() : null;
    }
}
