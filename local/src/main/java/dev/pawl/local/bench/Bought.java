package dev.pawl.local.bench;

import dev.pawl.local.model.Tokens;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One row of Pawl's ledger of what was bought of models.
///
/// @param startedAt when it was asked for
/// @param status what the provider said; absent, nobody saw the end
/// @param measured whether the figures are the provider's; else they are an estimate
record Bought(
        String run,
        String step,
        String startedAt,
        @Nullable Integer status,
        boolean measured,
        Tokens tokens,
        long costMicros) {

    Instant started() {
        return Instant.parse(startedAt);
    }
}
