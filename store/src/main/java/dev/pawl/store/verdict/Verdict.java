package dev.pawl.store.verdict;

import dev.pawl.store.database.StoreClock;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a gate said of a tree.
///
/// @param level how well the gate was shut in when it ran
/// @param evidence the digest of the blob that proves it
/// @param summary one sentence for people
/// @param findings what stands in the way, as JSON
@MappedEntity("verdicts")
public record Verdict(
        @Id String runId,
        String tree,
        String gate,
        VerdictOutcome outcome,
        String level,
        @Nullable String evidence,
        String summary,
        String findings,
        Instant judgedAt) {

    public Verdict {
        judgedAt = StoreClock.inMicroseconds(judgedAt);
    }
}
