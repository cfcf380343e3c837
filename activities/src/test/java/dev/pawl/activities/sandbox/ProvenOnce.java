package dev.pawl.activities.sandbox;

import dev.pawl.activities.process.Processes;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The many workers of one JVM's tests stand on one machine: the first finds out for all of them whether the sandbox
/// holds. Each worker that is a program does so for itself.
@Factory
@Requires(property = ProvenOnce.ASKED)
public final class ProvenOnce {

    /// A worker with this setting takes part.
    public static final String ASKED = "testing.proven-once";

    private static @Nullable Answer answer;

    private record Answer(Optional<String> complaint) {}

    @Singleton
    @Replaces(ProvenSandboxes.class)
    ProvenSandboxes sandboxes(SandboxSettings settings, Processes processes, Bubblewrap bubblewrap, Proof proof) {
        return new ProvenSandboxes(settings, processes, bubblewrap, () -> first(proof));
    }

    private static synchronized Optional<String> first(Proof proof) throws InterruptedException {
        Answer known = answer;
        if (known == null) {
            known = new Answer(proof.complaint());
            answer = known;
        }
        return known.complaint();
    }
}
