package dev.pawl.gateway.garbage;

import dev.pawl.store.blob.Collected;
import dev.pawl.store.blob.Collector;
import dev.pawl.store.blob.Ground;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Looks every half an hour whether a round of the collector is due, and goes it; never at the start. Gateways share
/// the rounds: each round of a tenant is one's.
@Singleton
public final class Caretaker {

    private static final Logger LOG = LoggerFactory.getLogger(Caretaker.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(30);

    private final Collector collector;
    private final GarbageSettings settings;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread rounds = Thread.ofVirtual().name("caretaker").unstarted(this::lookNowAndThen);

    Caretaker(Collector collector, GarbageSettings settings) {
        this.collector = collector;
        this.settings = settings;
    }

    public void open() {
        if (settings.collected()) {
            rounds.start();
        }
    }

    /// The round that is under way ends after the object that is at hand; the next one goes on from there.
    public void close() {
        closed.countDown();
        rounds.interrupt();
    }

    boolean isAtWork() {
        return rounds.isAlive();
    }

    private void lookNowAndThen() {
        try {
            while (!closed.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                look();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void look() {
        try {
            Ground ground = collector.ground();
            boolean went = false;
            for (String tenant : ground.tenants()) {
                went |= goRound(tenant);
            }
            if (went) {
                tellOfStrangers(ground.strangers());
            }
        } catch (RuntimeException e) {
            tellUnlessClosed("what nothing refers to stays until the store is back", e);
        }
    }

    /// What goes wrong with one tenant's round keeps no other's from being gone.
    private boolean goRound(String tenant) {
        try {
            Optional<Collected> collected = closed.getCount() == 0
                    ? Optional.empty()
                    : collector.collect(tenant, settings.grace(), settings.pause());
            collected.ifPresent(Caretaker::tell);
            return collected.isPresent();
        } catch (RuntimeException e) {
            tellUnlessClosed("a round of the collector was broken off; it goes on later", e);
            return false;
        }
    }

    private static void tell(Collected collected) {
        if (collected.objects() > 0) {
            LOG.atInfo()
                    .addKeyValue("tenant", collected.tenant())
                    .addKeyValue("objects", collected.objects())
                    .addKeyValue("bytes", collected.bytes())
                    .log("what nothing refers to was taken away");
        }
        if (collected.doubt() != null) {
            LOG.atError()
                    .addKeyValue("tenant", collected.tenant())
                    .addKeyValue("reason", collected.doubt())
                    .log("too much seems to be garbage; it is left alone");
        }
        tellOfStrangers(collected.strangers());
    }

    private static void tellOfStrangers(List<String> names) {
        if (!names.isEmpty()) {
            LOG.atWarn().addKeyValue("objects", names).log("the bucket holds what is not Pawl's; it is left alone");
        }
    }

    private void tellUnlessClosed(String what, RuntimeException e) {
        if (closed.getCount() > 0) {
            LOG.atWarn().addKeyValue("reason", e.getMessage()).setCause(e).log(what);
        }
    }
}
