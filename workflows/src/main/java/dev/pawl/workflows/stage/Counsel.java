package dev.pawl.workflows.stage;

import dev.pawl.workflows.port.agent.AgentChoice;
import dev.pawl.workflows.port.agent.Assignment;
import dev.pawl.workflows.port.agent.Brief;
import dev.pawl.workflows.port.agent.Work;
import dev.pawl.workflows.port.gate.Opinion;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Workspace;
import dev.pawl.workflows.stage.GatedChange.Patience;
import org.jspecify.annotations.Nullable;

/// An agent is asked what it thinks of a tree. The tree that it leaves is not kept: its answer is all that counts.
public final class Counsel {

    private final Journal journal;
    private final Agency agency;
    private final Patience patience;
    private int asked;

    public Counsel(Journal journal, Agency agency, Patience patience) {
        this.journal = journal;
        this.agency = agency;
        this.patience = patience;
    }

    /// Who is asked, and what.
    ///
    /// @param stage where in the story, which also names the agent's steps
    /// @param least how well the agent must be shut in
    public record Request(
            String stage,
            String role,
            AgentChoice agent,
            Brief brief,
            @Nullable Level least) {}

    /// Each time in a step of its own, so that who gave no answer can be asked again.
    public Opinion ask(Request request, Workspace workspace) {
        asked++;
        journal.enter(request.stage());
        Assignment assignment = new Assignment(
                request.stage() + "/" + asked,
                request.agent(),
                workspace,
                request.brief(),
                patience.longest(),
                request.role(),
                null,
                request.least());
        String summary = "%s: %s".formatted(request.role(), request.agent().name());
        return switch (agency.consult(summary, assignment)) {
            case Agency.Reply.Worked(Work.Final work) -> opinion(request.role(), work);
            case Agency.Reply.None(String reason) ->
                Opinion.none("The %s could not be asked: %s".formatted(request.role(), reason));
        };
    }

    private static Opinion opinion(String role, Work.Final work) {
        return switch (work) {
            case Work.Done done -> opinion(role, done.answer());
            case Work.Unchanged unchanged -> opinion(role, unchanged.answer());
            case Work.Declined declined -> Opinion.none("The %s declined: %s".formatted(role, declined.reason()));
            case Work.Unkeepable _ -> Opinion.none("The %s left what no tree may hold.".formatted(role));
            case Work.Crashed crashed -> Opinion.none("The %s crashed: %s".formatted(role, crashed.reason()));
        };
    }

    private static Opinion opinion(String role, @Nullable String answer) {
        return answer == null ? Opinion.none("The %s gave no answer.".formatted(role)) : Opinion.of(answer);
    }
}
