package dev.pawl.store.verdict;

import dev.pawl.store.tenant.Tenants;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// The verdicts that gates gave, by tree and by run.
@Singleton
public final class Verdicts {

    private final Tenants tenants;
    private final VerdictRepository verdicts;

    Verdicts(Tenants tenants, VerdictRepository verdicts) {
        this.tenants = tenants;
        this.verdicts = verdicts;
    }

    /// Keeps a verdict; a later one of the same run, tree and gate takes its place. Says false, and changes nothing,
    /// where a later one is kept already.
    public boolean record(String tenant, Verdict verdict) {
        return tenants.in(tenant, () -> {
            verdicts.record(verdict);
            return verdicts.judgedAt(verdict.runId(), verdict.tree(), verdict.gate())
                    .equals(verdict.judgedAt());
        });
    }

    /// The newest verdict of a gate on exactly this tree, whichever run it was given in.
    public Optional<Verdict> latest(String tenant, String tree, String gate) {
        return tenants.in(tenant, () -> verdicts.latest(tree, gate));
    }

    /// All verdicts of a run, in the order in which they were given.
    public List<Verdict> of(String tenant, String runId) {
        return tenants.in(tenant, () -> verdicts.of(runId));
    }
}
