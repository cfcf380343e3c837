package dev.pawl.store.audit;

import dev.pawl.store.tenant.Questions;
import dev.pawl.store.tenant.Tenants;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Who called what. The programs' role may add to it and read it, and can change nothing in it.
@Singleton
public final class Audit {

    /// All of them in one statement, a column after the other.
    private static final String KEPT = """
            insert into audit (at, actor, action, subject, status, reason)
            select * from unnest(
                cast(? as timestamptz[]), cast(? as text[]), cast(? as text[]),
                cast(? as text[]), cast(? as int[]), cast(? as text[]))""";

    private final Tenants tenants;
    private final AuditRepository entries;

    Audit(Tenants tenants, AuditRepository entries) {
        this.tenants = tenants;
        this.entries = entries;
    }

    /// Keeps some calls of a tenant, all or none.
    public void append(String tenant, List<NewAuditEntry> added) {
        if (!added.isEmpty()) {
            Questions all = new Questions()
                    .and(
                            KEPT,
                            column(added, entry -> entry.at().toString()),
                            column(added, NewAuditEntry::actor),
                            column(added, NewAuditEntry::action),
                            column(added, NewAuditEntry::subject),
                            added.stream().map(NewAuditEntry::status).toArray(Integer[]::new),
                            column(added, NewAuditEntry::reason));
            tenants.ask(tenant, all, _ -> added.size());
        }
    }

    /// The newest calls first; go on with the id of the last one seen.
    public List<AuditEntry> list(String tenant, int limit, @Nullable Long after) {
        return tenants.in(tenant, () -> entries.before(after == null ? Long.MAX_VALUE : after, limit));
    }

    private static @Nullable String[] column(
            List<NewAuditEntry> added, Function<NewAuditEntry, @Nullable String> value) {
        return added.stream().map(value).toArray(String[]::new);
    }
}
