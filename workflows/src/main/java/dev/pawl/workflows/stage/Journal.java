package dev.pawl.workflows.stage;

import dev.pawl.workflows.Attributes;
import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.ledger.Ledger;
import dev.pawl.workflows.port.ledger.Moment;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInfo;
import java.time.Instant;

/// Keeps where a story stands, shows it in the Web UI, and writes its end down.
public final class Journal {

    private final String tenant;
    private final Page page = new Page();
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
        page.enter(next, now());
        Workflow.upsertTypedSearchAttributes(Attributes.STAGE.valueSet(next), Attributes.STATE.valueSet("running"));
        show();
    }

    /// What is going on, in Markdown, for whoever looks at the run in the Web UI.
    public void say(String words) {
        page.say(words);
        show();
    }

    public void judged(Verdict verdict) {
        page.judged(stage, verdict);
        show();
    }

    /// What all agents have used so far.
    void spent(Usage all) {
        page.spent(all);
        show();
    }

    /// The story stands still until a person decides.
    void waits(String words) {
        Workflow.upsertTypedSearchAttributes(Attributes.STATE.valueSet("needs_human"));
        say(words);
    }

    /// The story stands still until then, and goes on by itself.
    void parks(Instant until, String reason) {
        Workflow.upsertTypedSearchAttributes(Attributes.STATE.valueSet("parked"));
        say("**Parked until %s.** %s\n\nIt goes on by itself; no worker is held meanwhile. End it: `pawl cancel %s`"
                .formatted(until, reason, Workflow.getInfo().getWorkflowId()));
    }

    /// What it waited for is there, and the story goes on where it stood.
    void goesOn() {
        Workflow.upsertTypedSearchAttributes(Attributes.STATE.valueSet("running"));
    }

    public String stage() {
        return stage;
    }

    public Moment moment() {
        revision++;
        WorkflowInfo info = Workflow.getInfo();
        String reset = info.getRunId().equals(info.getOriginalExecutionRunId()) ? null : info.getRunId();
        return new Moment(tenant, info.getWorkflowId(), now(), revision, stage, reset);
    }

    /// Writes the end down, whatever was cancelled meanwhile, and lets everybody go who still waits for an answer.
    public <T> T end(T outcome, String words) {
        stage = "ended";
        page.enter(stage, now());
        Workflow.upsertTypedSearchAttributes(Attributes.STAGE.valueSet(stage), Attributes.STATE.valueSet(stage));
        say(words);
        Workflow.newDetachedCancellationScope(() -> {
                    Ledger.stub().end(moment(), outcome);
                    Workflow.await(Workflow::isEveryHandlerFinished);
                })
                .run();
        return outcome;
    }

    private void show() {
        Workflow.setCurrentDetails(page.markdown());
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
