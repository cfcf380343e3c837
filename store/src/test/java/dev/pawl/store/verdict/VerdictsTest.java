package dev.pawl.store.verdict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pawl.store.run.Runs;
import dev.pawl.store.testing.TestingStore;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class VerdictsTest {

    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00.123456789Z");

    @AutoClose
    private static final TestingStore STORE = TestingStore.fresh();

    private final Verdicts verdicts = STORE.get(Verdicts.class);
    private final String tenant = TestingStore.newTenant();

    @BeforeEach
    void createRuns() {
        STORE.get(Runs.class).create(tenant, "run-1", "bugfix", "A fix");
        STORE.get(Runs.class).create(tenant, "run-2", "bugfix", "A fix");
    }

    @Test
    void findsTheNewestVerdictOnExactlyThisTree() {
        verdicts.record(tenant, verdict("run-1", "tree-a", VerdictOutcome.PASSED, NOON));
        Verdict newer = verdict("run-2", "tree-a", VerdictOutcome.FAILED, NOON.plusSeconds(1));
        verdicts.record(tenant, newer);

        assertThat(verdicts.latest(tenant, "tree-a", "compile")).contains(newer);
        assertThat(verdicts.latest(tenant, "tree-b", "compile")).isEmpty();
        assertThat(verdicts.latest(tenant, "tree-a", "tests")).isEmpty();
    }

    @Test
    void letsALaterVerdictOfTheRunTakeThePlaceOfAnError() {
        Verdict later = verdict("run-1", "tree-a", VerdictOutcome.PASSED, NOON.plusSeconds(1));
        verdicts.record(tenant, verdict("run-1", "tree-a", VerdictOutcome.ERROR, NOON));
        verdicts.record(tenant, later);
        verdicts.record(tenant, verdict("run-1", "tree-a", VerdictOutcome.ERROR, NOON));

        assertThat(verdicts.of(tenant, "run-1")).containsExactly(later);
    }

    @Test
    void refusesEvidenceThatIsNotKept() {
        Verdict claimed = new Verdict(
                "run-1", "tree-a", "compile", VerdictOutcome.PASSED, "none", "f".repeat(64), "", "[]", NOON);

        assertThatThrownBy(() -> verdicts.record(tenant, claimed))
                .hasMessageContaining("verdicts_tenant_evidence_fkey");
    }

    private static Verdict verdict(String runId, String tree, VerdictOutcome outcome, Instant at) {
        return new Verdict(runId, tree, "compile", outcome, "none", null, "It holds.", "[]", at);
    }
}
