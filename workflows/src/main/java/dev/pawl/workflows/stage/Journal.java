package dev.pawl.workflows.stage;

import dev.pawl.workflows.Attributes;
import dev.pawl.workflows.port.ledger.Moment;
import io.temporal.workflow.Workflow;
import java.time.Instant;

/// Keeps where a story stands, and shows it in the Web UI.
public final class Journal {

    private final String tenant;
    private long revision;
    private String stage = "";

    public Journal(String tenant) {
        this.tenant = tenant;
    }

    /// The story goes on to this stage; the next activity takes the word to the store.
    public void enter(String next) {
        if (next.equals(stage)) {
            return;
        }
        stage = next;
        Workflow.upsertTypedSearchAttributes(Attributes.STAGE.valueSet(next));
    }

    /// What is going on, in Markdown, for whoever looks at the run in the Web UI.
    public void say(String details) {
        Workflow.setCurrentDetails(details);
    }

    public Moment moment() {
        revision++;
        return new Moment(
                tenant,
                Workflow.getInfo().getWorkflowId(),
                Instant.ofEpochMilli(Workflow.currentTimeMillis()),
                revision,
                stage);
    }
}
