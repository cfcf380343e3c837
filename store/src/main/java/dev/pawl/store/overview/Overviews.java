package dev.pawl.store.overview;

import dev.pawl.store.event.Event;
import dev.pawl.store.run.Run;
import dev.pawl.store.run.Stage;
import dev.pawl.store.tenant.Answers;
import dev.pawl.store.tenant.Questions;
import dev.pawl.store.tenant.Tenants;
import dev.pawl.store.verdict.Verdict;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// Reads a run with all that belongs to it: it is what is asked for most.
@Singleton
public final class Overviews {

    private final Tenants tenants;

    Overviews(Tenants tenants) {
        this.tenants = tenants;
    }

    public Optional<Overview> find(String tenant, String runId) {
        Questions all = new Questions()
                .and("select * from runs where id = ?", runId)
                .and("select * from stages where run_id = ? order by execution, revision", runId)
                .and("select * from verdicts where run_id = ? order by judged_at, tree, gate", runId)
                .and("select * from events where run_id = ? and kind = 'agent.ended' order by seq", runId);
        return tenants.ask(tenant, all, Overviews::read);
    }

    private static Optional<Overview> read(Answers answers) throws SQLException {
        List<Run> found = answers.next(Run.class);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(new Overview(
                        found.getFirst(),
                        answers.next(Stage.class),
                        answers.next(Verdict.class),
                        answers.next(Event.class)));
    }
}
