package dev.pawl.activities.broker;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// An answer as it comes in, piece by piece; no piece is fetched before the one before it was taken.
final class Incoming implements BodySubscriber<Incoming>, AutoCloseable {

    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private final AtomicReference<Flow.@Nullable Subscription> subscription = new AtomicReference<>();
    private volatile boolean closed;

    private sealed interface Piece {
        record Some(ByteBuffer bytes) implements Piece {}

        record End() implements Piece {}

        record Broken(Throwable cause) implements Piece {}
    }

    /// Nothing came for too long.
    static final class SilentException extends IOException {

        private static final long serialVersionUID = 1;

        SilentException() {
            super("nothing came");
        }
    }

    @Override
    public CompletionStage<Incoming> getBody() {
        return CompletableFuture.completedFuture(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        subscription.set(given);
        if (closed) {
            given.cancel();
        } else {
            given.request(1);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        int size = buffers.stream().mapToInt(ByteBuffer::remaining).sum();
        ByteBuffer all = ByteBuffer.allocate(size);
        buffers.forEach(all::put);
        pieces.add(new Piece.Some(all));
    }

    @Override
    public void onError(Throwable cause) {
        pieces.add(new Piece.Broken(cause));
    }

    @Override
    public void onComplete() {
        pieces.add(new Piece.End());
    }

    /// The next piece; nothing at the end, or once it was closed.
    byte @Nullable [] next(Duration silence) throws IOException, InterruptedException {
        if (closed) {
            return null;
        }
        Piece piece = pieces.poll(silence.toMillis(), TimeUnit.MILLISECONDS);
        return switch (piece) {
            case null -> throw new SilentException();
            case Piece.Some some -> {
                Flow.Subscription known = subscription.get();
                if (known != null) {
                    known.request(1);
                }
                yield some.bytes().array();
            }
            case Piece.End _ -> null;
            case Piece.Broken broken -> throw new IOException("the answer broke off", broken.cause());
        };
    }

    boolean isClosed() {
        return closed;
    }

    /// Lets go of the answer, from whichever thread.
    @Override
    public void close() {
        closed = true;
        Flow.Subscription known = subscription.get();
        if (known != null) {
            known.cancel();
        }
        pieces.add(new Piece.End());
    }
}
