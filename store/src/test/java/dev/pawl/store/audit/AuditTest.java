package dev.pawl.store.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pawl.store.testing.TestingStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class AuditTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123456789Z");

    @AutoClose
    private static final TestingStore STORE = TestingStore.fresh();

    private final Audit audit = STORE.get(Audit.class);
    private final String tenant = TestingStore.newTenant();

    @Test
    void listsTheNewestCallsFirst() {
        audit.append(
                tenant,
                List.of(
                        new NewAuditEntry(NOW, "key-1", "POST /v1/checkups", "run", 202, null),
                        new NewAuditEntry(NOW, "key-2", "GET /v1/keys", null, 403, "The key has no scope operate.")));
        audit.append(tenant, List.of(new NewAuditEntry(NOW, "key-3", "GET /v1/runs", null, 200, null)));

        List<AuditEntry> page = audit.list(tenant, 2, null);
        assertThat(page).extracting(AuditEntry::actor).containsExactly("key-3", "key-2");
        assertThat(page.getLast().reason()).isEqualTo("The key has no scope operate.");
        assertThat(page.getLast().at()).isEqualTo(NOW.truncatedTo(ChronoUnit.MICROS));
        assertThat(audit.list(tenant, 2, page.getLast().id()))
                .extracting(AuditEntry::subject)
                .containsExactly("run");
        assertThat(audit.list(TestingStore.newTenant(), 2, null)).isEmpty();
    }

    @Test
    void keepsWordsAsTheyWereSaid() {
        String odd = "{\"a, b\"} \\ 'c' NULL";
        audit.append(
                tenant,
                List.of(
                        new NewAuditEntry(NOW, "key-1", odd, null, 200, "NULL"),
                        new NewAuditEntry(NOW, "key-2", "", "", 200, null)));

        List<AuditEntry> page = audit.list(tenant, 2, null);
        assertThat(page).extracting(AuditEntry::action).containsExactly("", odd);
        assertThat(page).extracting(AuditEntry::subject).containsExactly("", null);
        assertThat(page).extracting(AuditEntry::reason).containsExactly(null, "NULL");
    }

    @Test
    void takesAnEmptyBatch() {
        audit.append(tenant, List.of());

        assertThat(audit.list(tenant, 1, null)).isEmpty();
    }
}
