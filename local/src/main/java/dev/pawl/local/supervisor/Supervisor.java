package dev.pawl.local.supervisor;

import dev.pawl.local.HouseException;
import dev.pawl.local.log.HouseLog;
import dev.pawl.local.part.Part;
import dev.pawl.local.process.ClosingOrder;
import dev.pawl.local.process.Nursery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// Opens parts together, keeps them alive, and closes all of them in order.
public final class Supervisor {

    private final Nursery nursery;
    private final HouseLog log;
    private final List<Keeper> keepers = new ArrayList<>();

    public Supervisor(Nursery nursery, HouseLog log) {
        this.nursery = nursery;
        this.log = log;
    }

    /// Starts these parts at once and waits until each is ready; fails with the first that is not.
    public void open(List<Part> parts) throws InterruptedException {
        List<CompletableFuture<Duration>> opened = new ArrayList<>();
        CompletableFuture<Void> failed = new CompletableFuture<>();
        for (Part part : parts) {
            Keeper keeper = new Keeper(part, nursery, log);
            keepers.add(keeper);
            opened.add(keeper.open().whenComplete((time, failure) -> tell(part, time, failure, failed)));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(opened.toArray(CompletableFuture[]::new));
        try {
            CompletableFuture.anyOf(all, failed).get();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof HouseException sentence
                    ? sentence
                    : new IllegalStateException("A part could not be opened.", failure.getCause());
        }
    }

    /// Ends everything, those who use others first. Completing `hurry` kills what has not ended yet.
    public void close(CompletableFuture<?> hurry) throws InterruptedException {
        for (int place = 0; place < ClosingOrder.PLACES; place++) {
            List<Thread> threads = new ArrayList<>();
            for (Keeper keeper : keepers) {
                if (ClosingOrder.place(keeper.part().name()) == place) {
                    threads.add(Thread.ofPlatform().start(() -> close(keeper, hurry)));
                }
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        keepers.clear();
    }

    private void close(Keeper keeper, CompletableFuture<?> hurry) {
        long start = System.nanoTime();
        try {
            keeper.close(hurry);
            log.note(keeper.part().name() + " closed after "
                    + Keeper.seconds(Duration.ofNanos(System.nanoTime() - start)) + ".");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(Part part, @Nullable Duration time, @Nullable Throwable failure, CompletableFuture<Void> failed) {
        if (failure != null) {
            failed.completeExceptionally(failure);
        } else if (time != null) {
            log.say(String.format("  %-10s ready after %s", part.name(), Keeper.seconds(time)));
        }
    }
}
