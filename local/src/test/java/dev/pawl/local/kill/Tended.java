package dev.pawl.local.kill;

import dev.pawl.local.HouseException;
import dev.pawl.local.Running;
import dev.pawl.local.home.Home;
import dev.pawl.local.part.Part;
import dev.pawl.local.process.ProcessIdentity;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A server that is started again whenever it died, as whoever brings it to a house does.
final class Tended implements AutoCloseable {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /// Longer than any disk is full.
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Home home;
    private final Making making;
    private final Thread tender = Thread.ofVirtual().name("tender").unstarted(this::tend);
    private @Nullable Running running;
    private @Nullable Throwable failure;
    private boolean isClosed;

    /// What is started each time.
    @FunctionalInterface
    interface Making {
        Part part() throws InterruptedException;
    }

    private Tended(Home home, Making making) {
        this.home = home;
        this.making = making;
    }

    /// Returns when it is ready.
    static Tended start(Home home, Making making) throws InterruptedException {
        Tended tended = new Tended(home, making);
        tended.running = Running.start(home, making.part());
        tended.tender.start();
        return tended;
    }

    /// Its process, while it is there and was ready.
    synchronized Optional<ProcessIdentity> ready() {
        return Optional.ofNullable(running).map(Running::identity).filter(ProcessIdentity::isAlive);
    }

    private void tend() {
        try {
            while (!isClosed()) {
                if (ready().isEmpty()) {
                    startAgain();
                }
                Thread.sleep(BETWEEN_LOOKS);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | AssertionError unforeseen) {
            keep(unforeseen);
        }
    }

    /// What cannot start, because its disk is full, is tried again for a while.
    private void startAgain() throws InterruptedException {
        long begun = System.nanoTime();
        while (!isClosed()) {
            try {
                Running again = Running.start(home, making.part());
                synchronized (this) {
                    running = again;
                }
                return;
            } catch (AssertionError | HouseException notYet) {
                System.out.println("A server is started again: " + notYet.getMessage());
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw notYet;
                }
            }
            Thread.sleep(BETWEEN_LOOKS);
        }
    }

    /// An end in the middle of a start is no failure.
    private synchronized void keep(Throwable unforeseen) {
        if (!isClosed) {
            System.out.println("A server is not started again: " + unforeseen);
            failure = unforeseen;
        }
    }

    private synchronized boolean isClosed() {
        return isClosed;
    }

    /// Waits for no start, and throws what kept it from starting its server again.
    @Override
    public void close() {
        synchronized (this) {
            isClosed = true;
        }
        tender.interrupt();
        try {
            tender.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (running != null) {
            running.close();
        }
        if (failure != null) {
            throw new AssertionError("A server was not started again.", failure);
        }
    }
}
