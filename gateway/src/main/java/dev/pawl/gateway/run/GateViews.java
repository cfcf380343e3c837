package dev.pawl.gateway.run;

import dev.pawl.gateway.run.RunView.GateView;
import dev.pawl.store.run.Run;
import dev.pawl.store.verdict.Verdict;
import dev.pawl.store.verdict.VerdictOutcome;
import dev.pawl.store.verdict.Verdicts;
import jakarta.inject.Singleton;
import java.util.List;

/// What gates said of a run's trees.
@Singleton
final class GateViews {

    private final Verdicts verdicts;
    private final RunViews views;

    GateViews(Verdicts verdicts, RunViews views) {
        this.verdicts = verdicts;
        this.views = views;
    }

    List<GateView> of(String tenant, Run run) {
        return of(run, verdicts.of(tenant, run.id()));
    }

    List<GateView> of(Run run, List<Verdict> given) {
        return given.stream().map(verdict -> view(run, verdict)).toList();
    }

    static String link(Run run, String digest) {
        return "/v1/runs/%s/evidence/%s".formatted(run.id(), digest);
    }

    private GateView view(Run run, Verdict verdict) {
        String evidence = verdict.evidence();
        return new GateView(
                verdict.gate(),
                word(verdict.outcome()),
                verdict.summary(),
                verdict.tree(),
                verdict.level(),
                verdict.judgedAt(),
                views.read(verdict.findings()),
                evidence == null ? null : link(run, evidence));
    }

    private static String word(VerdictOutcome outcome) {
        return switch (outcome) {
            case PASSED -> "pass";
            case FAILED -> "fail";
            case ERROR -> "error";
            case INCONCLUSIVE -> "inconclusive";
            case NOT_APPLICABLE -> "not-applicable";
        };
    }
}
