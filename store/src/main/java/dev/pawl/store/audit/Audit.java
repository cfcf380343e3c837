package dev.pawl.store.audit;

import dev.pawl.store.tenant.Tenants;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who called what. The programs' role may add to it and read it, and can change nothing in it.
@Singleton
public final class Audit {

    private final Tenants tenants;
    private final AuditRepository entries;

    Audit(Tenants tenants, AuditRepository entries) {
        this.tenants = tenants;
        this.entries = entries;
    }

    /// Keeps some calls of a tenant, all or none.
    public void append(String tenant, List<NewAuditEntry> added) {
        if (!added.isEmpty()) {
            List<AuditEntry> rows =
                    added.stream().map(NewAuditEntry::unnumbered).toList();
            tenants.in(tenant, () -> entries.insert(rows));
        }
    }

    /// The newest calls first; go on with the id of the last one seen.
    public List<AuditEntry> list(String tenant, int limit, @Nullable Long after) {
        return tenants.in(tenant, () -> entries.before(after == null ? Long.MAX_VALUE : after, limit));
    }
}
