package dev.pawl.store.model;

import dev.pawl.store.database.StoreClock;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One request to a model, and what it cost.
///
/// @param endedAt absent, nobody saw its end: it goes on, or its worker died
/// @param status the provider's HTTP status; absent, it gave none
/// @param inputTokens what was read anew, beside what was written into a cache or read from one
/// @param costMicros millionths of a dollar
@MappedEntity("model_calls")
public record ModelCall(
        @Id String id,
        String runId,
        String step,
        String provider,
        String model,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Integer status,
        long inputTokens,
        long cacheWriteTokens,
        long cacheReadTokens,
        long outputTokens,
        long costMicros,
        Source source) {

    public ModelCall {
        startedAt = StoreClock.inMicroseconds(startedAt);
        endedAt = endedAt == null ? null : StoreClock.inMicroseconds(endedAt);
    }
}
