package dev.pawl.activities.broker;

import dev.pawl.activities.broker.Broker.Barrier;
import dev.pawl.activities.broker.Broker.Halt;
import dev.pawl.workflows.port.agent.Usage;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Knows when an agent is between two turns: an answer was bought, and none is on its way.
final class Turns {

    private static final Logger LOG = LoggerFactory.getLogger(Turns.class);

    private final Barrier barrier;
    private final Purse purse;
    private final ReentrantLock saving = new ReentrantLock();
    private int underWay;
    private long saved;

    Turns(Barrier barrier, Purse purse) {
        this.barrier = barrier;
        this.purse = purse;
    }

    /// Saves what was done since it was saved last, if there is something and the agent is at rest.
    ///
    /// @param results ids of the tools' results that the held request brings
    Optional<Halt> between(List<String> results) {
        saving.lock();
        try {
            Usage spent = purse.spent();
            if (isAnyUnderWay() || spent.turns() == saved) {
                return Optional.empty();
            }
            barrier.turned(spent, results);
            saved = spent.turns();
            return Optional.empty();
        } catch (AskedToStopException parting) {
            LOG.atInfo().log("an agent that was asked to stop keeps nothing any more");
            return Optional.of(new Halt.Broken(String.valueOf(parting.getMessage())));
        } catch (IOException | RuntimeException failure) {
            LOG.atWarn().setCause(failure).log("what an agent has done could not be saved");
            return Optional.of(new Halt.Broken("What the agent has done could not be saved: " + failure.getMessage()));
        } finally {
            saving.unlock();
        }
    }

    synchronized void begin(boolean turn) {
        underWay += turn ? 1 : 0;
    }

    synchronized void end(boolean turn) {
        underWay -= turn ? 1 : 0;
    }

    private synchronized boolean isAnyUnderWay() {
        return underWay > 0;
    }
}
