package dev.pawl.store.model;

import dev.pawl.store.tenant.Questions;
import dev.pawl.store.tenant.Tenants;
import jakarta.inject.Singleton;
import java.util.List;

/// The calls to models, by run.
@Singleton
public final class ModelCalls {

    private final Tenants tenants;
    private final ModelCallRepository calls;

    ModelCalls(Tenants tenants, ModelCallRepository calls) {
        this.tenants = tenants;
        this.calls = calls;
    }

    /// Keeps a call; what is said later of the same one takes its place, until it has ended.
    public void record(String tenant, ModelCall call) {
        tenants.in(tenant, () -> calls.record(call));
    }

    /// What all calls of a run cost, in millionths of a dollar, those too that were cut off or go on.
    public long spent(String tenant, String runId) {
        return tenants.in(tenant, () -> calls.spent(runId));
    }

    /// All calls of a run, in the order in which they began.
    public List<ModelCall> of(String tenant, String runId) {
        Questions all =
                new Questions().and("select * from model_calls where run_id = ? order by started_at, id", runId);
        return tenants.ask(tenant, all, answers -> answers.next(ModelCall.class));
    }
}
