package dev.pawl.store.submission;

import dev.pawl.store.tenant.Questions;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/// All that something new becomes, in one statement: the submission, its run, and the errand that starts it. It answers
/// with the run; with nothing, where its key was used before or an open run mends the same failure.
final class Beginning {

    private static final String STATEMENT = """
            with claimed as (
                insert into submissions
                    (run_id, idempotency_key, kind, request, request_digest, trace_parent, submitted_at)
                values (?, cast(? as text), ?, cast(? as jsonb), ?, cast(? as text), ?)
                on conflict (tenant, idempotency_key) do nothing
                returning run_id, kind, request, trace_parent, submitted_at),
            made as (
                insert into runs (id, kind, title, repository, fingerprint, created_at, changed_at)
                select run_id, kind, ?, cast(? as text), cast(? as text), submitted_at, submitted_at from claimed
                on conflict (tenant, repository, fingerprint) where fingerprint is not null and status <> 'ENDED'
                    do nothing
                returning *),
            asked as (
                insert into outbox (verb, run_id, payload, trace_parent, created_at, due_at)
                select 'START', made.id, request, trace_parent, submitted_at, submitted_at
                from claimed, made)
            select * from made""";

    private Beginning() {}

    static Questions of(NewSubmission submission, Instant now) {
        OffsetDateTime at = now.atOffset(ZoneOffset.UTC);
        return new Questions()
                .and(
                        STATEMENT,
                        submission.runId(),
                        submission.idempotencyKey(),
                        submission.kind(),
                        submission.request(),
                        submission.digest(),
                        submission.traceParent(),
                        at,
                        submission.title(),
                        submission.repository(),
                        submission.fingerprint());
    }
}
