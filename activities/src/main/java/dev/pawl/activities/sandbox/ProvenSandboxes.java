package dev.pawl.activities.sandbox;

import dev.pawl.activities.process.Processes;
import dev.pawl.workflows.port.Failure;
import dev.pawl.workflows.port.sandbox.Level;
import dev.pawl.workflows.port.workspace.Repository;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Offers bubblewrap once it has shown, from inside, that it holds here; and no sandbox to repositories that the
/// operator trusts: whoever names them wants their builds to find what they find on the machine.
@Singleton
final class ProvenSandboxes implements Sandboxes, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProvenSandboxes.class);

    private static final Duration TO_END = Duration.ofSeconds(2);

    private final SandboxSettings settings;
    private final Sandbox bubblewrap;
    private final Sandbox bare;

    private final Thread proving;

    /// What speaks against bubblewrap. Nothing is run before that is known.
    private final CompletableFuture<Optional<String>> complaint = new CompletableFuture<>();

    @Inject
    ProvenSandboxes(SandboxSettings settings, Processes processes, Bubblewrap bubblewrap, Proof proof) {
        this(settings, processes, bubblewrap, proof::complaint);
    }

    ProvenSandboxes(SandboxSettings settings, Processes processes, Sandbox bubblewrap, Check check) {
        this.settings = settings;
        this.bubblewrap = bubblewrap;
        this.bare = new Bare(processes);
        this.proving = Thread.ofPlatform().daemon().name("pawl-proof").start(() -> prove(check));
    }

    /// Finds out what speaks against a sandbox.
    @FunctionalInterface
    interface Check {
        Optional<String> complaint() throws InterruptedException;
    }

    @Override
    public Sandbox of(Repository repository, @Nullable Level least) {
        boolean trusted = settings.trusts(repository);
        if (trusted && least != Level.BUBBLEWRAP) {
            return bare;
        }
        Optional<String> refusal = complaint.join();
        if (refusal.isEmpty()) {
            return bubblewrap;
        }
        throw Failure.NOT_TRUSTED.because(
                trusted
                        ? "The run asks for the sandbox bubblewrap, which this worker does not offer. " + refusal.get()
                        : ("%s is not trusted, and this worker has no sandbox for it. %s Mend that, or name the "
                                        + "repository in PAWL_SANDBOX_TRUSTED if you trust all that is in it.")
                                .formatted(repository.url(), refusal.get()),
                null);
    }

    @Override
    public Set<Level> offered() {
        Set<Level> offered = EnumSet.noneOf(Level.class);
        for (Level level : Level.values()) {
            if (whyNot(level).isEmpty()) {
                offered.add(level);
            }
        }
        return offered;
    }

    @Override
    public Optional<String> whyNot(Level level) {
        return switch (level) {
            case BUBBLEWRAP -> complaint.join();
            case NONE ->
                settings.trusted().isEmpty() || !settings.levels().contains(Level.NONE)
                        ? Optional.of(
                                "No repository may be worked on without a sandbox: PAWL_SANDBOX_TRUSTED names none, "
                                        + "or PAWL_SANDBOX_LEVELS leaves it out.")
                        : Optional.empty();
        };
    }

    /// What it tries is in the station, which is taken away next. It is nearly done, sooner than it could be ended.
    @Override
    @PreDestroy
    public void close() {
        try {
            if (!proving.join(TO_END)) {
                proving.interrupt();
                proving.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void prove(Check check) {
        Optional<String> found = settings.levels().contains(Level.BUBBLEWRAP)
                ? checked(check)
                : Optional.of("PAWL_SANDBOX_LEVELS leaves bubblewrap out.");
        found.ifPresentOrElse(
                reason -> LOG.atWarn().addKeyValue("reason", reason).log("agents and gates are not shut in here"),
                () -> LOG.atInfo()
                        .addKeyValue("limits", bubblewrap.limits())
                        .log("agents and gates are shut in with bubblewrap"));
        complaint.complete(found);
    }

    /// Whatever goes wrong, it does not hold.
    private static Optional<String> checked(Check check) {
        try {
            return check.complaint();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("The worker was stopped before it had tried the sandbox.");
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("the sandbox could not be tried");
            return Optional.of("The sandbox could not be tried: %s.".formatted(e.getMessage()));
        }
    }
}
