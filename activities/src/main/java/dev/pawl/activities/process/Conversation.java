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
    private final CompletableFuture<Void> end;
    private volatile @Nullable IOException deaf;

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
        end = process.onExit().thenAccept(_ -> news.add(How.EXITED));
    }

    static Conversation with(Process process, Command command, Output output) {
        Conversation conversation = new Conversation(process, command, output);
        conversation.ears.forEach(Thread::start);
        Thread.ofPlatform().daemon().name("stdin").start(conversation::tell);
        return conversation;
    }

    /// Looks after it now and then.
    interface Watch {
        void look() throws IOException;
    }

    How untilItEnds(long begun, Watch watch) throws InterruptedException, IOException {
        while (true) {
            long now = System.nanoTime();
            long left = begun + command.longest().toNanos() - now;
            long quietLeft = lastSaid.get() + command.silence().toNanos() - now;
            if (left <= 0) {
                return How.OVERRAN;
            }
            if (quietLeft <= 0) {
                return How.FELL_SILENT;
            }
            How how = news.poll(Math.min(BETWEEN_LOOKS, Math.min(left, quietLeft)), TimeUnit.NANOSECONDS);
            watch.look();
            requireEars();
            if (how != null) {
                return how;
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

    private void tell() {
        try (OutputStream to = process.getOutputStream()) {
            to.write(command.input().getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            // It need not read what it is told.
        }
    }

    private void requireEars() throws IOException {
        IOException failure = deaf;
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() {
        end.cancel(false);
        closeQuietly(process.getInputStream());
        closeQuietly(process.getErrorStream());
        closeQuietly(process.getOutputStream());
    }

    private static void closeQuietly(AutoCloseable stream) {
        try {
            stream.close();
        } catch (Exception e) {
            // The other end is gone.
        }
    }
}
