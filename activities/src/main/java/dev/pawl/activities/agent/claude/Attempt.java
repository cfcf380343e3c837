package dev.pawl.activities.agent.claude;

import dev.pawl.activities.agent.AgentRuntime.Desk;
import dev.pawl.activities.broker.AskedToStopException;
import dev.pawl.activities.broker.Broker;
import dev.pawl.workflows.port.agent.Usage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One attempt of an agent: while the broker holds its next request, its tree, what it said and what it cost are kept
/// together.
final class Attempt implements Broker.Barrier {

    private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

    /// What is being kept when the agent ends has so long to be kept.
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final String tenant;
    private final Desk desk;
    private final Transcripts transcripts;
    private final Notebook notebook;
    private final Meter meter;
    private final ReentrantLock keeping = new ReentrantLock();
    private volatile boolean parting;
    private volatile boolean over;
    private volatile @Nullable Exception failure;
    private @Nullable Thread keeper;

    Attempt(String tenant, Desk desk, Transcripts transcripts, Notebook notebook) {
        this.tenant = tenant;
        this.desk = desk;
        this.transcripts = transcripts;
        this.notebook = notebook;
        this.meter = new Meter(desk);
    }

    /// A request that brings no results follows nothing that was done.
    @Override
    public void turned(Usage untilHere, List<String> results) throws IOException {
        if (results.isEmpty()) {
            return;
        }
        try {
            Optional<byte[]> said = notebook.until(results);
            // What was read before that does not tell of it.
            if (parting) {
                throw new AskedToStopException();
            }
            if (said.isPresent()) {
                keep(untilHere, said.get());
            } else {
                desk.log("No checkpoint: what was said until here is not written down yet.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a checkpoint was made");
        } catch (AskedToStopException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            fail(e);
            throw e;
        }
    }

    private void keep(Usage untilHere, byte[] said) throws IOException {
        String transcript = transcripts.keep(tenant, said);
        keeping.lock();
        try {
            if (over) {
                throw new IOException("The agent has ended already.");
            }
            setKeeper(Thread.currentThread());
            cost(untilHere);
            desk.checkpoint(new Session(notebook.session(), transcript).text(), transcript);
        } finally {
            setKeeper(null);
            keeping.unlock();
        }
    }

    private void fail(Exception e) {
        if (!over) {
            failure = e;
        }
    }

    /// It is about to be asked to stop. It writes that into its conversation as its user's wish, and whoever went on
    /// from there would do nothing until told to: what it says from now on is not read any more.
    void part() {
        parting = true;
    }

    /// From now on nothing is kept any more. What is being kept may be done first; a store that does not answer, or a
    /// file that has no end, holds nobody up.
    void end() {
        over = true;
        if (!isAtRest()) {
            stop();
            if (!isAtRest()) {
                LOG.atWarn().log("a checkpoint was still being made when its agent had ended");
            }
        }
    }

    /// Interrupted or not, it waits for that.
    private boolean isAtRest() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    boolean rests = keeping.tryLock(until - System.nanoTime(), TimeUnit.NANOSECONDS);
                    if (rests) {
                        keeping.unlock();
                    }
                    return rests;
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void setKeeper(@Nullable Thread now) {
        keeper = now;
    }

    /// Nobody is interrupted who is done.
    private synchronized void stop() {
        if (keeper != null) {
            keeper.interrupt();
        }
    }

    /// What the line has cost in all until now.
    synchronized void cost(Usage all) {
        meter.reach(all);
    }

    /// What could not be kept is nothing that the agent did.
    void requireKept() throws IOException {
        switch (failure) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            default -> throw new IllegalStateException(failure);
        }
    }
}
