package dev.pawl.workflows;

import dev.pawl.workflows.port.decision.Wait;
import dev.pawl.workflows.port.ledger.Ledger;
import dev.pawl.workflows.port.ledger.Moment;
import dev.pawl.workflows.port.ledger.Parked;
import dev.pawl.workflows.port.probe.Finding;
import dev.pawl.workflows.port.probe.Probes;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A world in which every port answers as the test says, and remembers what it was asked.
public final class World {

    public final List<Moment> moments = new CopyOnWriteArrayList<>();
    public final List<Object> ends = new CopyOnWriteArrayList<>();

    public Probes probes(String pool) {
        return new ScriptedProbes(pool, round -> Finding.Status.SOUND);
    }

    public Probes probes(String pool, Script script) {
        return new ScriptedProbes(pool, script);
    }

    public Ledger ledger() {
        return new Ledger() {
            @Override
            public void end(Moment moment, Object outcome) {
                moments.add(moment);
                ends.add(outcome);
            }

            @Override
            public void pause(Moment moment, Wait wait) {
                moments.add(moment);
            }

            @Override
            public void park(Moment moment, Parked parked) {
                moments.add(moment);
            }
        };
    }

    /// What a probe finds in a round; it may throw instead.
    @FunctionalInterface
    public interface Script {
        Finding.Status find(int round);
    }

    private final class ScriptedProbes implements Probes {

        private final String pool;
        private final Script script;

        ScriptedProbes(String pool, Script script) {
            this.pool = pool;
            this.script = script;
        }

        @Override
        public List<Finding> probe(Moment moment, int round) {
            moments.add(moment);
            return List.of(new Finding(pool, "database", script.find(round), "", round));
        }
    }
}
