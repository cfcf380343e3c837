package dev.pawl.gateway.run;

import dev.pawl.store.run.Run;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One run, as the API shows it. What is not known yet is left out.
///
/// @param events the number of its newest event
@Serdeable
@Introspected
public record RunView(
        String id,
        String kind,
        String title,
        String status,
        @Nullable String stage,
        long revision,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable JsonNode outcome,
        long events) {

    static RunView of(Run run, @Nullable JsonNode outcome) {
        return new RunView(
                run.id(),
                run.kind(),
                run.title(),
                run.status().name().toLowerCase(Locale.ROOT),
                run.stage(),
                run.revision(),
                run.createdAt(),
                run.startedAt(),
                run.endedAt(),
                outcome,
                run.lastEvent());
    }
}
