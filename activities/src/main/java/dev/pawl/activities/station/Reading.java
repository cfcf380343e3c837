package dev.pawl.activities.station;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads what living programs change meanwhile. Where a pipe takes the place of a file a moment before that is opened,
/// opening it may take for ever, and nothing ends that: it is done on a thread of its own, which is left behind then.
public final class Reading {

    private static final Logger LOG = LoggerFactory.getLogger(Reading.class);
    private static final Duration INTERRUPTED = Duration.ofSeconds(1);

    private final Duration patience;
    private volatile long lastStep;
    private volatile boolean leftBehind;

    /// @param patience how long there may be no step
    public Reading(Duration patience) {
        this.patience = patience;
    }

    /// What is read.
    @FunctionalInterface
    public interface Work<T> {
        T read() throws IOException;
    }

    /// Fails where it stands still. Whoever is interrupted waits on while it goes on, and not much longer.
    public <T> T of(Work<T> work) throws IOException {
        FutureTask<T> task = new FutureTask<>(work::read);
        lastStep = System.nanoTime();
        Thread.ofPlatform().daemon().name("reading").start(task);
        Duration still = patience;
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get(lastStep + still.toNanos() - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                    still = patience.compareTo(INTERRUPTED) < 0 ? patience : INTERRUPTED;
                } catch (TimeoutException e) {
                    requireStep(still);
                }
            }
        } catch (ExecutionException e) {
            throw failure(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// To be said before whatever may take for ever, and after it: whoever was left behind goes no further.
    public void step() throws IOException {
        if (leftBehind) {
            throw new IOException("Nobody waits for what is read any more.");
        }
        lastStep = System.nanoTime();
    }

    /// The same bytes; each piece of them is a step.
    public InputStream of(InputStream bytes) {
        return new FilterInputStream(bytes) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                step();
                int read = super.read(into, from, length);
                step();
                return read;
            }
        };
    }

    private void requireStep(Duration still) throws IOException {
        if (System.nanoTime() - lastStep >= still.toNanos()) {
            leftBehind = true;
            LOG.atWarn().log("a file could not be read to its end, and a thread that reads it was left behind");
            throw new IOException(
                    "A file could not be read to its end: for %s there was nothing more of it.".formatted(still));
        }
    }

    private static IOException failure(ExecutionException thrown) {
        return switch (thrown.getCause()) {
            case IOException e -> e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case null, default -> new IOException(thrown);
        };
    }
}
