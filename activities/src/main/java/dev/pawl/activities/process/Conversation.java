package dev.pawl.activities.process;

import dev.pawl.activities.process.Ended.How;
import dev.pawl.activities.process.Output.Stream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Tells a program its input and hears what it says, in pieces of a fixed size, however much that is.
final class Conversation implements AutoCloseable {

    private static final int PIECE = 16 * 1024;
    private static final long BETWEEN_LOOKS = 1_000_000_000;

    private final Process process;
    private final Command command;
    private final Output output;
    private final AtomicLong said = new AtomicLong();
    private final AtomicLong lastSaid = new AtomicLong(System.nanoTime());
    private final LinkedBlockingQueue<How> news = new LinkedBlockingQueue<>();
    private final List<Thread> ears;
    private final Thread mouth;
    private final CompletableFuture<Void> end;
    private volatile @Nullable IOException deaf;
    private volatile boolean told;
    private volatile boolean parting;
    private volatile boolean parted;

    private Conversation(Process process, Command command, Output output) {
        this.process = process;
        this.command = command;
        this.output = output;
        ears = List.of(
                Thread.ofPlatform().daemon().name("stdout").unstarted(() -> hear(Stream.OUT, process.getInputStream())),
                Thread.ofPlatform()
                        .daemon()
                        .name("stderr")
                        .unstarted(() -> hear(Stream.ERR, process.getErrorStream())));
        mouth = Thread.ofPlatform().daemon().name("stdin").unstarted(this::tell);
        end = process.onExit().thenAccept(_ -> news.add(How.EXITED));
    }

    static Conversation with(Process process, Command command, Output output) {
        Conversation conversation = new Conversation(process, command, output);
        conversation.ears.forEach(Thread::start);
        conversation.mouth.start();
        return conversation;
    }

    /// Looks after it now and then, and says how it is to end at once, if it is.
    interface Watch {
        @Nullable
        How look() throws IOException;
    }

    How untilItEnds(long begun, Watch watch) throws InterruptedException, IOException {
        while (true) {
            long now = System.nanoTime();
            long left = begun + command.longest().toNanos() - now;
            long quietLeft = lastSaid.get() + silence().toNanos() - now;
            if (left <= 0) {
                return How.OVERRAN;
            }
            if (quietLeft <= 0) {
                return How.FELL_SILENT;
            }
            How how = news.poll(Math.min(BETWEEN_LOOKS, Math.min(left, quietLeft)), TimeUnit.NANOSECONDS);
            requireEars();
            if (how != null) {
                return how;
            }
            How seen = watch.look();
            if (seen != null) {
                return seen;
            }
        }
    }

    /// All that it said before it ended, once nobody holds its end of the pipes any more.
    void hearTheRest() throws InterruptedException, IOException {
        for (Thread ear : ears) {
            ear.join(Duration.ofSeconds(30));
        }
        requireEars();
    }

    private void hear(Stream stream, InputStream from) {
        byte[] piece = new byte[PIECE];
        try {
            for (int length = from.read(piece); length >= 0; length = from.read(piece)) {
                lastSaid.set(System.nanoTime());
                if (said.addAndGet(length) > command.mostOutput()) {
                    news.add(How.SAID_TOO_MUCH);
                    return;
                }
                take(stream, piece, length);
            }
        } catch (IOException closed) {
            // It ended, or was ended: there is nothing more to hear.
        }
    }

    /// What is thrown by whoever takes it down ends the program.
    private void take(Stream stream, byte[] piece, int length) throws IOException {
        try {
            output.take(stream, piece, length);
        } catch (IOException | RuntimeException e) {
            deaf = new IOException("what the program said could not be taken down: " + e.getMessage(), e);
            news.add(How.SAID_TOO_MUCH);
            throw new IOException(e);
        }
    }

    private Duration silence() {
        Dialogue dialogue = command.dialogue();
        return dialogue == null ? command.silence() : dialogue.silence();
    }

    private void tell() {
        Dialogue dialogue = command.dialogue();
        try (OutputStream to = process.getOutputStream()) {
            to.write(command.input().getBytes(StandardCharsets.UTF_8));
            to.flush();
            told = true;
            if (dialogue != null && isToPart(dialogue)) {
                to.write(dialogue.farewell().getBytes(StandardCharsets.UTF_8));
                to.flush();
                parted = true;
            }
        } catch (IOException closed) {
            // It need not read what it is told.
        }
    }

    private boolean isToPart(Dialogue dialogue) {
        try {
            dialogue.awaitEnd();
            return false;
        } catch (InterruptedException e) {
            return parting;
        }
    }

    /// Asks it in its own words to stop, and waits no longer than that until they are said: it can fill the pipe itself
    /// that they go through. Says false where there are no such words, or nobody hears them any more.
    boolean part(Duration patience) {
        if (command.dialogue() == null || !told) {
            return false;
        }
        parting = true;
        mouth.interrupt();
        try {
            mouth.join(patience);
            return parted;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private void requireEars() throws IOException {
        IOException failure = deaf;
        if (failure != null) {
            throw failure;
        }
    }

    /// What it is told is closed by the thread that tells it: nobody else could while that waits for a full pipe.
    @Override
    public void close() {
        end.cancel(false);
        mouth.interrupt();
        closeQuietly(process.getInputStream());
        closeQuietly(process.getErrorStream());
    }

    private static void closeQuietly(AutoCloseable stream) {
        try {
            stream.close();
        } catch (Exception e) {
            // The other end is gone.
        }
    }
}
