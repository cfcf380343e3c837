package dev.pawl.gateway.access;

import dev.pawl.gateway.lane.Lane;
import dev.pawl.store.audit.Audit;
import dev.pawl.store.audit.NewAuditEntry;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// Notes calls many at a time, so that a row a call costs one commit for many.
@Singleton
final class AuditLane {

    private final Lane<Note, Note> lane;

    AuditLane(Audit audit) {
        lane = Lane.open("the audit", Note::tenant, (tenant, notes) -> noted(audit, tenant, notes));
    }

    private record Note(String tenant, NewAuditEntry entry) {}

    /// Ends when the call is noted, or exceptionally when it cannot be.
    CompletableFuture<?> note(String tenant, NewAuditEntry entry) {
        return lane.ask(new Note(tenant, entry));
    }

    @PreDestroy
    void close() {
        lane.close();
    }

    private static List<Note> noted(Audit audit, String tenant, List<Note> notes) {
        audit.append(tenant, notes.stream().map(Note::entry).toList());
        return notes;
    }
}
