package dev.pawl.activities.broker;

import dev.pawl.activities.station.Folders;
import dev.pawl.workflows.port.agent.Usage;
import io.netty.handler.codec.http.HttpHeaders;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One invocation's way to the models of one provider.
final class OpenLine implements Broker.Line, Door.Host {

    private static final Logger LOG = LoggerFactory.getLogger(OpenLine.class);

    private static final int SECRET_BYTES = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Broker.Terms terms;
    private final Provider provider;
    private final Means means;
    private final Purse purse;
    private final Turns turns;
    private final Reception reception;
    private final Path folder;
    private final String token = newToken();
    private final AtomicReference<Broker.@Nullable Halt> halt = new AtomicReference<>();
    private @Nullable Door door;
    private int visits;

    @SuppressWarnings("ThisEscapedInObjectConstruction")
    OpenLine(Broker.Terms terms, Provider provider, Means means, Broker.Barrier barrier, Path folder) {
        this.terms = terms;
        this.provider = provider;
        this.means = means;
        this.purse = new Purse(terms.budgetMicros());
        this.turns = new Turns(barrier, purse);
        this.folder = folder;
        Offer offer = new Offer(terms, provider, means.prices());
        this.reception = new Reception(this, offer, turns);
        offer.refusal().ifPresent(sentence -> halt(new Broker.Halt.Refused(sentence)));
    }

    /// What all lines of a worker share.
    @Singleton
    record Means(Prices prices, Upstream upstream, Book book, InstantSource time) {}

    /// From now on the agent may come in.
    void open(Door opened) {
        door = opened;
    }

    /// Who shows the token is the agent.
    @Override
    public boolean knows(HttpHeaders headers) {
        String shown = headers.get("x-api-key");
        if (shown == null) {
            shown = headers.get("authorization", "").replaceFirst("(?i)^bearer +", "");
        }
        return MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public byte[] complaint(int status, String sentence) {
        return provider.api().complaint(status, sentence);
    }

    /// Answers one request, whatever becomes of it.
    @Override
    public void serve(Visit visit) {
        count(1);
        try {
            reception.receive(visit);
        } catch (InterruptedException e) {
            visit.cut();
        } catch (RuntimeException | Error failure) {
            LOG.atError().addKeyValue("run", terms.run()).setCause(failure).log("a model request failed in the broker");
            visit.cut();
        } finally {
            count(-1);
        }
    }

    /// Says no in the provider's words. Agents that listen to it do not ask again.
    void complain(Visit visit, int status, String sentence) {
        visit.answer(
                status,
                Map.of("content-type", "application/json", "x-should-retry", "false"),
                complaint(status, sentence));
    }

    /// The first reason counts: what comes after is its consequence.
    void halt(Broker.Halt reason) {
        halt.compareAndSet(null, reason);
    }

    String overspent() {
        return "It had $%s to spend for this step, and spent $%s."
                .formatted(dollars(terms.budgetMicros()), dollars(purse.spent().costMicros()));
    }

    private static String dollars(@Nullable Long micros) {
        return micros == null ? "0" : String.format(Locale.ROOT, "%.2f", micros / 1e6);
    }

    /// Providers do not say a key again; should one do, nobody hears it.
    String withoutKey(String text) {
        try {
            return provider.key().map(key -> text.replace(key, "[key]")).orElse(text);
        } catch (Provider.NoKeyException e) {
            return "";
        }
    }

    Broker.Terms terms() {
        return terms;
    }

    Provider provider() {
        return provider;
    }

    Means means() {
        return means;
    }

    Purse purse() {
        return purse;
    }

    Turns turns() {
        return turns;
    }

    @Override
    public Path socket() {
        return folder.resolve("models");
    }

    @Override
    public String token() {
        return token;
    }

    @Override
    public Usage spent() {
        return purse.spent();
    }

    @Override
    public Optional<Broker.Halt> halted() {
        return Optional.ofNullable(halt.get());
    }

    /// What goes on is ended and written down first.
    @Override
    public void close() {
        Door open = door;
        if (open != null) {
            open.close();
        }
        awaitVisits();
        try {
            Folders.delete(folder);
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("folder", folder).setCause(e).log("could not be tidied up");
        }
    }

    private synchronized void count(int more) {
        visits += more;
        notifyAll();
    }

    private synchronized void awaitVisits() {
        long until = System.nanoTime() + PATIENCE.toNanos();
        boolean interrupted = false;
        for (long left = PATIENCE.toMillis(); visits > 0 && left > 0; left = millisUntil(until)) {
            try {
                wait(left);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static long millisUntil(long nanoTime) {
        return Duration.ofNanos(nanoTime - System.nanoTime()).toMillis();
    }

    private static String newToken() {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return "pawl-line-" + Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }
}
