package dev.pawl.store.audit;

import dev.pawl.store.database.StoreClock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One call that is to be kept.
///
/// @param actor the id of the key that called
/// @param action what was asked for: `POST /v1/checkups`
/// @param subject what it was about: a run's or a key's id
/// @param status what was answered, as an HTTP status
/// @param reason why it was refused
public record NewAuditEntry(
        Instant at,
        String actor,
        String action,
        @Nullable String subject,
        int status,
        @Nullable String reason) {

    public NewAuditEntry {
        at = StoreClock.inMicroseconds(at);
    }
}
