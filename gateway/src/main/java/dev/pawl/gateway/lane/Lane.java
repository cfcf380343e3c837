package dev.pawl.gateway.lane;

import dev.pawl.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Serves many at a time: whoever asks while others are served is served next, with all who came meanwhile. Nobody
/// waits for company, and nobody is told what was looked up before he asked. Two serve at most, and take turns; where
/// one is stuck, the other does not wait for its turn any longer. Where nobody asks, nobody serves.
public final class Lane<Q, A> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int WAITING = 10_000;
    private static final int TOGETHER = 100;
    private static final int SERVERS = 2;
    private static final Duration STUCK = Duration.ofMillis(250);
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final String name;
    private final Desk<Q, A> desk;
    private final Duration stuck;
    private final Semaphore turn = new Semaphore(1);
    private final ReentrantLock door = new ReentrantLock();
    private final Condition isQuiet = door.newCondition();
    private final Queue<Waiting<Q, A>> waiting = new ArrayDeque<>();
    private int servers;
    private boolean isClosed;

    /// @param name what is asked for here, for people
    public Lane(String name, Desk<Q, A> desk) {
        this(name, STUCK, desk);
    }

    /// The same with another patience of one server with the other.
    Lane(String name, Duration stuck, Desk<Q, A> desk) {
        this.name = name;
        this.stuck = stuck;
        this.desk = desk;
    }

    /// Whoever serves.
    public interface Desk<Q, A> {

        /// Answers all of them, each in its place, or none.
        List<A> serve(List<Q> questions);
    }

    private record Waiting<Q, A>(Q question, CompletableFuture<A> answer) {}

    /// The answer, when there is one. It is told on the server's own thread: whoever does more with it than to pass it
    /// on goes elsewhere.
    public CompletableFuture<A> ask(Q question) {
        Waiting<Q, A> next = new Waiting<>(question, new CompletableFuture<>());
        door.lock();
        try {
            if (isClosed || waiting.size() == WAITING) {
                next.answer().completeExceptionally(refusal());
            } else {
                waiting.add(next);
                haveItServed();
            }
        } finally {
            door.unlock();
        }
        return next.answer();
    }

    /// Whoever waits is still served, and nobody who comes later.
    @Override
    public void close() {
        door.lock();
        try {
            isClosed = true;
            long left = TO_END.toNanos();
            while (servers > 0 && left > 0) {
                left = isQuiet.awaitNanos(left);
            }
            waiting.forEach(each -> each.answer().completeExceptionally(refusal()));
            waiting.clear();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            door.unlock();
        }
    }

    private StoreUnavailableException refusal() {
        return new StoreUnavailableException(
                isClosed
                        ? "The gateway closes."
                        : "%d calls wait for %s already. Try again shortly.".formatted(WAITING, name),
                null);
    }

    private void haveItServed() {
        if (servers < SERVERS) {
            Thread.ofVirtual().name(name).start(this::serve);
            servers++;
        }
    }

    private void serve() {
        boolean isSomebodyThere;
        do {
            isSomebodyThere = servesSomebody();
        } while (isSomebodyThere);
    }

    private boolean servesSomebody() {
        boolean isTurn = isTurn();
        try {
            List<Waiting<Q, A>> together = next();
            if (together.isEmpty()) {
                return false;
            }
            serve(together);
            return true;
        } finally {
            if (isTurn) {
                turn.release();
            }
        }
    }

    private boolean isTurn() {
        try {
            return turn.tryAcquire(stuck.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody does that, and who is asked for is served all the same.
            return false;
        }
    }

    /// All who came before the turn did. Who finds nobody does not serve any longer.
    private List<Waiting<Q, A>> next() {
        door.lock();
        try {
            List<Waiting<Q, A>> together = new ArrayList<>();
            while (together.size() < TOGETHER && !waiting.isEmpty()) {
                together.add(waiting.remove());
            }
            if (together.isEmpty()) {
                servers--;
                isQuiet.signalAll();
            }
            return together;
        } finally {
            door.unlock();
        }
    }

    private void serve(List<Waiting<Q, A>> together) {
        try {
            List<A> answers =
                    desk.serve(together.stream().map(Waiting::question).toList());
            for (int place = 0; place < together.size(); place++) {
                together.get(place).answer().complete(answers.get(place));
            }
        } catch (StoreUnavailableException outage) {
            together.forEach(each -> each.answer().completeExceptionally(outage));
        } catch (Throwable failure) {
            tell(together, failure);
        }
    }

    /// One of them may have been the reason, and the others are not to pay for it.
    private void tell(List<Waiting<Q, A>> together, Throwable failure) {
        if (together.size() > 1) {
            together.forEach(each -> serve(List.of(each)));
            return;
        }
        if (failure instanceof Error) {
            LOG.atError().addKeyValue("lane", name).setCause(failure).log("a call could not be served");
        }
        together.forEach(each -> each.answer().completeExceptionally(failure));
    }
}
