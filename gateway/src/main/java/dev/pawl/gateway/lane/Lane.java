package dev.pawl.gateway.lane;

import dev.pawl.store.StoreUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Serves many at a time: whoever asks while others are served is served next, with all who came meanwhile. Nobody
/// waits for company, and nobody is told what was looked up before he asked. There are two servers, who take turns;
/// where one is stuck, the other does not wait for its turn any longer.
public final class Lane<Q, A> implements AutoCloseable {

    private static final int WAITING = 10_000;
    private static final int TOGETHER = 500;
    private static final int SERVERS = 2;
    private static final Duration STUCK = Duration.ofMillis(250);
    private static final Duration TO_END = Duration.ofSeconds(5);

    private final String name;
    private final Function<Q, String> tenants;
    private final Desk<Q, A> desk;
    private final Duration stuck;
    private final Semaphore turn = new Semaphore(1);
    private final BlockingQueue<Waiting<Q, A>> waiting = new ArrayBlockingQueue<>(WAITING);
    private final List<Thread> servers;
    private volatile boolean isClosed;

    private Lane(String name, Duration stuck, Function<Q, String> tenants, Desk<Q, A> desk) {
        this.name = name;
        this.stuck = stuck;
        this.tenants = tenants;
        this.desk = desk;
        this.servers = IntStream.range(0, SERVERS)
                .mapToObj(_ -> Thread.ofVirtual().name(name).unstarted(this::serve))
                .toList();
    }

    /// Whoever serves.
    public interface Desk<Q, A> {

        /// Answers all of them, each in its place, or none. They are of one tenant.
        List<A> serve(String tenant, List<Q> questions);
    }

    private record Waiting<Q, A>(Q question, CompletableFuture<A> answer) {}

    /// Opens one.
    ///
    /// @param name what is asked for here, for people
    /// @param tenants whose question it is: those of different tenants are never served together
    public static <Q, A> Lane<Q, A> open(String name, Function<Q, String> tenants, Desk<Q, A> desk) {
        return open(name, STUCK, tenants, desk);
    }

    /// The same with another patience of one server with the other.
    static <Q, A> Lane<Q, A> open(String name, Duration stuck, Function<Q, String> tenants, Desk<Q, A> desk) {
        Lane<Q, A> lane = new Lane<>(name, stuck, tenants, desk);
        lane.servers.forEach(Thread::start);
        return lane;
    }

    /// The answer, when there is one. It is told on the server's own thread: whoever does more with it than to pass it
    /// on goes elsewhere.
    public CompletableFuture<A> ask(Q question) {
        Waiting<Q, A> next = new Waiting<>(question, new CompletableFuture<>());
        if (isClosed || !waiting.offer(next)) {
            next.answer()
                    .completeExceptionally(new StoreUnavailableException(
                            "Too many calls wait for %s, or the gateway closes. Try again shortly.".formatted(name),
                            null));
        }
        return next.answer();
    }

    /// Whoever waits is still served, and nobody who comes later.
    @Override
    public void close() {
        isClosed = true;
        servers.forEach(Thread::interrupt);
        try {
            for (Thread server : servers) {
                server.join(TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve() {
        List<Waiting<Q, A>> taken = new ArrayList<>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                taken.add(waiting.take());
                serveInTurn(taken);
                taken.clear();
            }
        } catch (InterruptedException _) {
            // The lane closes: whoever waits is served below, and then nobody is any more.
        }
        Thread.interrupted();
        waiting.drainTo(taken);
        serve(taken);
    }

    /// Whoever comes before the turn does is served, too.
    private void serveInTurn(List<Waiting<Q, A>> taken) throws InterruptedException {
        boolean isTurn = turn.tryAcquire(stuck.toMillis(), TimeUnit.MILLISECONDS);
        try {
            waiting.drainTo(taken, TOGETHER - 1);
            serve(taken);
        } finally {
            if (isTurn) {
                turn.release();
            }
        }
    }

    private void serve(List<Waiting<Q, A>> taken) {
        Map<String, List<Waiting<Q, A>>> byTenant = new LinkedHashMap<>();
        for (Waiting<Q, A> each : taken) {
            byTenant.computeIfAbsent(tenants.apply(each.question()), _ -> new ArrayList<>())
                    .add(each);
        }
        byTenant.forEach(this::serve);
    }

    private void serve(String tenant, List<Waiting<Q, A>> together) {
        try {
            List<A> answers =
                    desk.serve(tenant, together.stream().map(Waiting::question).toList());
            for (int place = 0; place < together.size(); place++) {
                together.get(place).answer().complete(answers.get(place));
            }
        } catch (RuntimeException failure) {
            together.forEach(each -> each.answer().completeExceptionally(failure));
        }
    }
}
