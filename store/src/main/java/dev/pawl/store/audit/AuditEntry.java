package dev.pawl.store.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One call, as it was kept.
@MappedEntity("audit")
public record AuditEntry(
        @Id long id,
        Instant at,
        String actor,
        String action,
        @Nullable String subject,
        int status,
        @Nullable String reason) {}
