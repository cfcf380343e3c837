package dev.pawl.gateway.run;

import dev.pawl.store.run.Run;
import dev.pawl.store.run.RunStatus;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One run, as the API shows it. What is not known yet is left out, and so are the details in lists.
///
/// @param events the number of its newest event
/// @param waitsFor what a person is asked, or until when it is parked and why, while it stands still
/// @param stalled what it waits for that nobody gives it, in a sentence
/// @param stages where it was, and when
/// @param gates what gates said of its trees
/// @param cost what its agents used
@Serdeable
@Introspected
public record RunView(
        String id,
        String kind,
        String title,
        String status,
        @Nullable String stage,
        long revision,
        @Nullable String repository,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable JsonNode outcome,
        @Nullable JsonNode waitsFor,
        @Nullable Instant waitsSince,
        @Nullable String decideWith,
        @Nullable String stalled,
        @Nullable Instant stalledSince,
        long events,
        @Nullable List<StageView> stages,
        @Nullable List<GateView> gates,
        @Nullable CostView cost,
        @Nullable Links links) {

    /// A passage of the lifecycle.
    @Serdeable
    @Introspected
    public record StageView(
            String stage, Instant beganAt, @Nullable Instant endedAt) {}

    /// What a gate said of one tree.
    ///
    /// @param level how well it was shut in
    @Serdeable
    @Introspected
    public record GateView(
            String gate,
            String answer,
            String summary,
            String tree,
            String level,
            Instant at,
            @Nullable JsonNode findings,
            @Nullable String evidence) {}

    /// What agents used, and whose figures these are.
    @Serdeable
    @Introspected
    public record CostView(long turns, long inputTokens, long outputTokens, long costMicros, String source) {}

    /// Where more is to be found.
    @Serdeable
    @Introspected
    public record Links(
            String self, String events, @Nullable String patch, String evidence, String temporal) {}

    static RunView of(Run run, @Nullable JsonNode outcome, @Nullable JsonNode waitsFor) {
        return new RunView(
                run.id(),
                run.kind(),
                run.title(),
                run.status().name().toLowerCase(Locale.ROOT),
                run.stage(),
                run.revision(),
                run.repository(),
                run.createdAt(),
                run.startedAt(),
                run.endedAt(),
                outcome,
                waitsFor,
                run.waitsSince(),
                run.status() == RunStatus.NEEDS_HUMAN ? decideWith(run.id(), waitsFor) : null,
                run.stalled(),
                run.stalledSince(),
                run.lastEvent(),
                null,
                null,
                null,
                null);
    }

    /// What may be decided differs from question to question.
    private static String decideWith(String id, @Nullable JsonNode waitsFor) {
        List<String> verbs = new ArrayList<>();
        if (waitsFor != null) {
            JsonNode said = waitsFor.get("verbs");
            if (said != null) {
                said.values().forEach(verb -> verbs.add(verb.coerceStringValue()));
            }
        }
        return "pawl decide %s %s".formatted(id, verbs.isEmpty() ? "retry|edit|abort" : String.join("|", verbs));
    }

    RunView with(List<StageView> passed, List<GateView> judged, @Nullable CostView spent, Links found) {
        return new RunView(
                id,
                kind,
                title,
                status,
                stage,
                revision,
                repository,
                createdAt,
                startedAt,
                endedAt,
                outcome,
                waitsFor,
                waitsSince,
                decideWith,
                stalled,
                stalledSince,
                events,
                passed,
                judged,
                spent,
                found);
    }
}
