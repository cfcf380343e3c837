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
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Reads runs with all that belongs to them: it is what is asked for most.
@Singleton
public final class Overviews {

    private final Tenants tenants;

    Overviews(Tenants tenants) {
        this.tenants = tenants;
    }

    public Optional<Overview> find(String tenant, String runId) {
        return find(tenant, List.of(runId)).getFirst();
    }

    /// Several runs, each in its place; nothing for what is no run of this tenant.
    public List<Optional<Overview>> find(String tenant, List<String> runIds) {
        String[] ids = runIds.stream().distinct().toArray(String[]::new);
        Questions all = new Questions()
                .and("select * from runs where id = any(?)", (Object) ids)
                .and("select * from stages where run_id = any(?) order by run_id, execution, revision", (Object) ids)
                .and("select * from verdicts where run_id = any(?) order by run_id, judged_at, tree, gate", (Object)
                        ids)
                .and(
                        "select * from events where run_id = any(?) and kind = 'agent.ended' order by run_id, seq",
                        (Object) ids);
        Map<String, Overview> found = tenants.ask(tenant, all, Overviews::read);
        return runIds.stream().map(id -> Optional.ofNullable(found.get(id))).toList();
    }

    private static Map<String, Overview> read(Answers answers) throws SQLException {
        List<Run> runs = answers.next(Run.class);
        Map<String, List<Stage>> stages = byRun(answers.next(Stage.class), Stage::runId);
        Map<String, List<Verdict>> verdicts = byRun(answers.next(Verdict.class), Verdict::runId);
        Map<String, List<Event>> ends = byRun(answers.next(Event.class), Event::runId);
        return runs.stream()
                .collect(Collectors.toMap(
                        Run::id,
                        run -> new Overview(
                                run,
                                stages.getOrDefault(run.id(), List.of()),
                                verdicts.getOrDefault(run.id(), List.of()),
                                ends.getOrDefault(run.id(), List.of()))));
    }

    private static <T> Map<String, List<T>> byRun(List<T> rows, Function<T, String> run) {
        return rows.stream().collect(Collectors.groupingBy(run));
    }
}
