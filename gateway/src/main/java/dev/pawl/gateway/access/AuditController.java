package dev.pawl.gateway.access;

import dev.pawl.gateway.problem.Page;
import dev.pawl.store.access.Scope;
import dev.pawl.store.audit.Audit;
import dev.pawl.store.audit.AuditEntry;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who called what, for the caller's tenant.
@Controller("/v1/audit")
final class AuditController {

    private final Audit audit;

    AuditController(Audit audit) {
        this.audit = audit;
    }

    /// One call; the reason says why it was refused.
    @Serdeable
    @Introspected
    record CallView(
            Instant at,
            String key,
            String method,
            String path,
            @Nullable String subject,
            int status,
            @Nullable String reason) {

        static CallView of(AuditEntry entry) {
            String[] action = entry.action().split(" ", 2);
            return new CallView(
                    entry.at(), entry.actor(), action[0], action[1], entry.subject(), entry.status(), entry.reason());
        }
    }

    @Serdeable
    @Introspected
    record CallsView(List<CallView> calls, @Nullable String next) {}

    @Get
    @Needs(Scope.OPERATE)
    CallsView list(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @QueryValue(defaultValue = "50") int limit,
            @QueryValue @Nullable Long after) {
        List<AuditEntry> entries = audit.list(caller.tenant(), Page.limit(limit), after);
        String next =
                entries.size() < limit ? null : String.valueOf(entries.getLast().id());
        return new CallsView(entries.stream().map(CallView::of).toList(), next);
    }
}
