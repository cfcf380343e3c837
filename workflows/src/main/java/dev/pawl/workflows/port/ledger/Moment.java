package dev.pawl.workflows.port.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Where a story stands when it asks for something: whoever carries that out writes it down first.
///
/// @param told the story's own time: a story that was reset tells later, whatever it numbers
/// @param revision the how manyeth moment of the story it is, from 1
/// @param reset which reset of the story this is, once it was reset: what was done before it is done anew
public record Moment(
        String tenant,
        String run,
        Instant told,
        long revision,
        String stage,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reset) {

    public Moment(String tenant, String run, Instant told, long revision, String stage) {
        this(tenant, run, told, revision, stage, null);
    }
}
