package dev.pawl.gateway.access;

import dev.pawl.gateway.lane.TenantLanes;
import dev.pawl.store.audit.Audit;
import dev.pawl.store.audit.NewAuditEntry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Notes calls many at a time, so that a row a call costs one commit for many.
@Singleton
final class AuditLane {

    private final TenantLanes<NewAuditEntry, NewAuditEntry> lanes;

    AuditLane(Audit audit) {
        lanes = new TenantLanes<>("the audit", tenant -> entries -> noted(audit, tenant, entries));
    }

    /// Ends when the call is noted, or exceptionally when it cannot be.
    CompletableFuture<?> note(String tenant, NewAuditEntry entry) {
        return lanes.ask(tenant, entry);
    }

    @PreDestroy
    void close() {
        lanes.close();
    }

    private static List<NewAuditEntry> noted(Audit audit, String tenant, List<NewAuditEntry> entries) {
        audit.append(tenant, entries);
        return entries;
    }
}
