package dev.pawl.activities.gate;

import dev.pawl.activities.gate.Results.State;
import dev.pawl.activities.process.Plain;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.workflows.port.Kept;
import dev.pawl.workflows.port.gate.Baseline;
import dev.pawl.workflows.port.gate.Verdict.Answer;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Runs the tests of bases twice, and keeps how they went.
@Singleton
final class Baselines {

    private static final int LONGEST_SENTENCE = 4000;

    private final Policies policies;
    private final Trials trials;
    private final Papers papers;

    Baselines(Policies policies, Trials trials, Papers papers) {
        this.policies = policies;
        this.trials = trials;
        this.papers = papers;
    }

    Baseline measure(String tenant, Workspace base, List<String> askedAbout, Dossier dossier)
            throws IOException, InterruptedException {
        try {
            Policy policy = policies.of(tenant, base);
            Trial first = dossier.ran("the base", trials.run(tenant, base, policy.suite(), dossier.sandbox()));
            Optional<String> broken = first.overran().or(first::saysNothing);
            if (broken.isPresent()) {
                return broken(tenant, base, broken.get(), dossier);
            }
            Trial second = dossier.ran("the base, again", trials.run(tenant, base, policy.suite(), dossier.sandbox()));
            broken = second.overran().or(second::saysNothing);
            return broken.isPresent()
                    ? broken(tenant, base, broken.get(), dossier)
                    : measured(tenant, policy, Results.of(first, second), askedAbout);
        } catch (UnfitException e) {
            return broken(tenant, base, String.valueOf(e.getMessage()), dossier);
        }
    }

    Results read(String tenant, Kept baseline) throws IOException {
        return papers.read(tenant, baseline, Results.class);
    }

    private Baseline measured(String tenant, Policy policy, Results results, List<String> askedAbout)
            throws IOException {
        List<String> red = results.all(State.RED);
        int flaky =
                results.all(State.FLAKY).size() + results.all(State.SOMETIMES).size();
        return new Baseline.Measured(
                papers.keepAsJson(tenant, results),
                results.tests().size(),
                red.size(),
                flaky,
                askedAbout.stream().filter(red::contains).toList(),
                policy.gates(),
                "%d tests, run twice by %s: %d fail, %d are flaky."
                        .formatted(results.tests().size(), policy.source(), red.size(), flaky));
    }

    private Baseline broken(String tenant, Workspace base, String reason, Dossier dossier) throws IOException {
        String sentence = Plain.text(reason, LONGEST_SENTENCE);
        return new Baseline.Broken(
                sentence,
                papers.keepAsJson(
                        tenant,
                        new Dossier.Evidence(
                                "baseline",
                                Answer.ERROR,
                                sentence,
                                dossier.level(),
                                dossier.limits(),
                                null,
                                base.base(),
                                base.commit(),
                                base.tree(),
                                List.of(),
                                List.of(),
                                dossier.runs(),
                                dossier.notes())));
    }
}
