package dev.pawl.activities.broker;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Room for the requests that are held at once: so much for each line, and so much for all lines of a worker. One agent
/// cannot fill the worker's memory, nor take all the room from the others.
final class Space {

    /// The rest is for everything else that a worker does.
    private static final int PART_OF_THE_HEAP = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Semaphore all;
    private final Semaphore own;
    private final int largest;

    private Space(Semaphore all, int largest) {
        this.all = all;
        this.own = new Semaphore(largest);
        this.largest = largest;
    }

    /// What this worker has.
    ///
    /// @param largest how many bytes a request may have, if the heap is large enough
    static Space ofThisWorker(int largest) {
        return of(Math.clamp(Runtime.getRuntime().maxMemory() / PART_OF_THE_HEAP, 1, Integer.MAX_VALUE), largest);
    }

    static Space of(int all, int largest) {
        return new Space(new Semaphore(all, true), Math.min(all, largest));
    }

    /// Another line's.
    Space ofAnother() {
        return new Space(all, largest);
    }

    /// How many bytes a request may have.
    int largest() {
        return largest;
    }

    /// How many wait, of all lines.
    int waiting() {
        return all.getQueueLength();
    }

    /// A place for a request; nothing where the line holds all that it may.
    Optional<Place> place(int bytes) {
        return own.tryAcquire(bytes) ? Optional.of(new Place(bytes)) : Optional.empty();
    }

    /// The place of one request, which must wait until it is free.
    final class Place implements AutoCloseable {

        private final int bytes;
        private boolean taken;
        private boolean closed;

        private Place(int bytes) {
            this.bytes = bytes;
        }

        /// Whether it can be taken at once; those who wait come first.
        synchronized boolean take() {
            taken = !all.hasQueuedThreads() && all.tryAcquire(bytes);
            return taken;
        }

        /// Waits for it; whether it was worth it.
        boolean await() {
            boolean free;
            try {
                free = all.tryAcquire(bytes, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
            synchronized (this) {
                taken = free;
            }
            return free;
        }

        @Override
        public synchronized void close() {
            if (closed) {
                return;
            }
            closed = true;
            own.release(bytes);
            if (taken) {
                all.release(bytes);
            }
        }
    }
}
