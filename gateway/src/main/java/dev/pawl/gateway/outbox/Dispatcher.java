package dev.pawl.gateway.outbox;

import dev.pawl.store.StoreUnavailableException;
import dev.pawl.store.outbox.Errand;
import dev.pawl.store.outbox.Outbox;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries what was accepted to Temporal: at once when this gateway accepted it, and every few seconds what another
/// gateway left behind or Temporal did not take.
@Singleton
final class Dispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration BETWEEN_SWEEPS = Duration.ofSeconds(2);
    private static final Duration LEASE = Duration.ofSeconds(90);
    private static final Duration TO_FINISH = Duration.ofSeconds(2);
    private static final int AT_ONCE = 64;

    private final Outbox outbox;
    private final Starter starter;
    private final Semaphore calls = new Semaphore(0);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Thread carrier = Thread.ofVirtual().name("outbox").unstarted(this::carryOn);

    Dispatcher(Outbox outbox, Starter starter) {
        this.outbox = outbox;
        this.starter = starter;
    }

    void open() {
        carrier.start();
    }

    /// There is something to carry.
    void wake() {
        calls.release();
    }

    /// Says why nothing is carried to Temporal any more, if nothing is.
    void check() {
        if (carrier.getState() == Thread.State.TERMINATED) {
            throw new IllegalStateException("The outbox is not carried to Temporal any more. Start the gateway again.");
        }
    }

    /// What is under way gets a moment; what Temporal does not take by then is another gateway's once its lease ends.
    void close() {
        carrier.interrupt();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(TO_FINISH.toMillis(), TimeUnit.MILLISECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void carryOn() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                calls.tryAcquire(BETWEEN_SWEEPS.toMillis(), TimeUnit.MILLISECONDS);
                calls.drainPermits();
                sweep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweep() throws InterruptedException {
        try {
            List<String> tenants = outbox.tenantsWithWork();
            while (!tenants.isEmpty()) {
                tenants = sweepOnce(tenants);
            }
        } catch (StoreUnavailableException e) {
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("the outbox waits for the store");
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("the outbox stumbled; it goes on with the next sweep");
        }
    }

    /// One turn for each tenant, so that a busy one keeps nobody waiting; answers with those that may have more.
    private List<String> sweepOnce(List<String> tenants) throws InterruptedException {
        List<String> busy = new ArrayList<>();
        for (String tenant : tenants) {
            List<Errand> claimed = outbox.claim(tenant, AT_ONCE, LEASE);
            carry(tenant, claimed);
            if (claimed.size() == AT_ONCE) {
                busy.add(tenant);
            }
        }
        return busy;
    }

    private void carry(String tenant, List<Errand> claimed) throws InterruptedException {
        List<Future<?>> carried = new ArrayList<>();
        for (Errand errand : claimed) {
            carried.add(threads.submit(() -> carry(tenant, errand)));
        }
        for (Future<?> one : carried) {
            try {
                one.get();
            } catch (ExecutionException e) {
                LOG.atError().setCause(e).log("an errand stumbled; its lease ends and it is tried again");
            }
        }
    }

    private void carry(String tenant, Errand errand) {
        try {
            starter.carry(tenant, errand);
            outbox.done(tenant, errand);
        } catch (StoreUnavailableException e) {
            LOG.atWarn()
                    .addKeyValue("run", errand.runId())
                    .addKeyValue("reason", e.getMessage())
                    .log("an errand waits for the store");
        } catch (RuntimeException e) {
            if (Hopeless.is(e, errand)) {
                giveUp(tenant, errand, e);
            } else {
                tryLater(tenant, errand, e);
            }
        }
    }

    private void tryLater(String tenant, Errand errand, RuntimeException e) {
        LOG.atWarn()
                .addKeyValue("run", errand.runId())
                .addKeyValue("verb", errand.verb())
                .addKeyValue("attempt", errand.attempts())
                .addKeyValue("reason", e.getMessage())
                .log("an errand did not reach Temporal; it is tried again");
        outbox.failed(tenant, errand, String.valueOf(e.getMessage()));
    }

    private void giveUp(String tenant, Errand errand, RuntimeException e) {
        LOG.atError()
                .addKeyValue("run", errand.runId())
                .addKeyValue("verb", errand.verb())
                .addKeyValue("attempts", errand.attempts())
                .setCause(e)
                .log("an errand can never be carried out; it is given up");
        outbox.givenUp(tenant, errand, String.valueOf(e.getMessage()));
    }
}
