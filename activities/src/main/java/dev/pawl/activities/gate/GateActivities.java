package dev.pawl.activities.gate;

import dev.pawl.activities.ledger.Chronicle;
import dev.pawl.activities.life.Life;
import dev.pawl.activities.repository.UnfitException;
import dev.pawl.activities.sandbox.Sandboxes;
import dev.pawl.workflows.port.gate.Baseline;
import dev.pawl.workflows.port.gate.Gates;
import dev.pawl.workflows.port.gate.Question;
import dev.pawl.workflows.port.gate.Verdict;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Workspace;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Asks gates, by the policy of the base commit, and writes down what they answer.
@Singleton
public final class GateActivities implements Gates {

    private final Chronicle chronicle;
    private final Sandboxes sandboxes;
    private final Baselines baselines;
    private final Bench bench;
    private final Register register;

    GateActivities(Chronicle chronicle, Sandboxes sandboxes, Baselines baselines, Bench bench, Register register) {
        this.chronicle = chronicle;
        this.sandboxes = sandboxes;
        this.baselines = baselines;
        this.bench = bench;
        this.register = register;
    }

    @Override
    public Baseline baseline(Moment moment, Workspace base, List<String> askedAbout, @Nullable Level least) {
        return Life.during(() -> chronicle.reached(moment), life -> {
            Dossier dossier = new Dossier(sandboxes.of(base.repository(), least));
            Baseline baseline = baselines.measure(moment.tenant(), base, askedAbout, dossier);
            register.enter(moment, base, baseline, dossier);
            return baseline;
        });
    }

    @Override
    public Verdict judge(Moment moment, Question question) {
        return Life.during(() -> chronicle.reached(moment), life -> {
            Dossier dossier = new Dossier(sandboxes.of(question.head().repository(), question.least()));
            register.begin(moment, question);
            Ruling ruling = bench.rule(moment.tenant(), question, dossier);
            return register.enter(moment, life.dispatch(), question, ruling, dossier);
        });
    }

    /// All gates there are.
    @Singleton
    static final class Bench {

        private final Policies policies;
        private final Trials trials;
        private final List<Gate> gates;

        Bench(Policies policies, Trials trials, List<Gate> gates) {
            this.policies = policies;
            this.trials = trials;
            this.gates = List.copyOf(gates);
        }

        /// A question that nobody here can answer is answered with an error, never let pass.
        Ruling rule(String tenant, Question question, Dossier dossier) throws IOException, InterruptedException {
            try {
                Policy policy = policies.of(tenant, question.base());
                dossier.note("The policy is " + policy.source() + ".");
                Gate.Case asked = new Gate.Case(tenant, question, policy, dossier);
                for (Gate gate : gates) {
                    if (gate.name().equals(question.gate())) {
                        return gate.rule(asked);
                    }
                }
                Policy.Check own = policy.check(question.gate()).orElse(null);
                return own == null
                        ? Ruling.error("There is no gate %s, neither here nor in %s of the base."
                                .formatted(question.gate(), Policies.FILE))
                        : new OwnGate(own, trials).rule(asked);
            } catch (UnfitException e) {
                return Ruling.error(String.valueOf(e.getMessage()));
            }
        }
    }
}
