package dev.pawl.gateway.access;

import dev.pawl.store.audit.Audit;
import dev.pawl.store.audit.NewAuditEntry;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Notes calls many at a time: whoever waits is written together with all who came meanwhile, so that a row a call
/// costs one commit for many.
@Singleton
final class AuditLane {

    private static final int WAITING = 10_000;
    private static final int TOGETHER = 500;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Audit audit;
    private final BlockingQueue<Note> notes = new ArrayBlockingQueue<>(WAITING);
    private final Thread writer = Thread.ofVirtual().name("audit").unstarted(this::write);

    AuditLane(Audit audit) {
        this.audit = audit;
    }

    private record Note(String tenant, NewAuditEntry entry, CompletableFuture<Void> written) {}

    @PostConstruct
    void open() {
        writer.start();
    }

    /// Ends when the call is noted, or exceptionally when it cannot be.
    CompletableFuture<Void> note(String tenant, NewAuditEntry entry) throws InterruptedException {
        Note note = new Note(tenant, entry, new CompletableFuture<>());
        if (!notes.offer(note, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            note.written()
                    .completeExceptionally(new IllegalStateException("the audit is %s behind".formatted(PATIENCE)));
        }
        return note.written();
    }

    /// Says why calls are not noted any more, if they are not.
    void check() {
        if (!writer.isAlive()) {
            throw new IllegalStateException("The audit is not written any more. Start the gateway again.");
        }
        if (notes.remainingCapacity() == 0) {
            throw new IllegalStateException("The audit cannot keep up with the calls.");
        }
    }

    /// What waits is still written.
    @PreDestroy
    void close() {
        writer.interrupt();
        try {
            writer.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        List<Note> taken = new ArrayList<>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                taken.add(notes.take());
                notes.drainTo(taken, TOGETHER - 1);
                writeTogether(taken);
                taken.clear();
            }
        } catch (InterruptedException _) {
            // The gateway closes: what waits is written below, and then nothing is taken any more.
        }
        Thread.interrupted();
        notes.drainTo(taken);
        writeTogether(taken);
    }

    private void writeTogether(List<Note> taken) {
        Map<String, List<Note>> byTenant = new LinkedHashMap<>();
        for (Note note : taken) {
            byTenant.computeIfAbsent(note.tenant(), _ -> new ArrayList<>()).add(note);
        }
        byTenant.forEach((tenant, ofTenant) -> {
            try {
                audit.append(tenant, ofTenant.stream().map(Note::entry).toList());
                ofTenant.forEach(note -> note.written().complete(null));
            } catch (RuntimeException e) {
                ofTenant.forEach(note -> note.written().completeExceptionally(e));
            }
        });
    }
}
