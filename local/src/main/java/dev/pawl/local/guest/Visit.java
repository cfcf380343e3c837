package dev.pawl.local.guest;

import dev.pawl.local.HouseException;
import dev.pawl.local.StopRequest;
import dev.pawl.local.log.HouseLog;
import java.io.UncheckedIOException;
import java.time.InstantSource;

/// One use of a guest house from its opening to its end: whatever happens, it is closed again, and its folder stays
/// only where somebody has to look into it.
public final class Visit {

    private static final int FAILED = 1;
    private static final int STOPPED = 130;

    private final GuestHouse house;
    private final HouseLog log = new HouseLog(System.out, InstantSource.system());
    private final StopRequest stop = new StopRequest();

    public Visit(GuestHouse house) {
        this.house = house;
    }

    /// What is done with the house.
    public interface Purpose {

        /// Answers with whether all was well.
        boolean pursue(GuestHouse house, HouseLog log) throws InterruptedException;
    }

    /// Answers with the exit code. Ctrl-C interrupts this thread, and the house is closed then, too.
    public int run(Purpose purpose, boolean keep) throws InterruptedException {
        stop.listen(Thread.currentThread());
        boolean well = false;
        try {
            well = purpose.pursue(house, log);
        } catch (InterruptedException | UncheckedIOException | HouseException failure) {
            if (failure instanceof InterruptedException || stop.asked().isDone()) {
                return stopped();
            }
            log.say("");
            log.say("This went wrong: " + failure.getMessage());
        } catch (RuntimeException mistake) {
            throw closedAfter(mistake);
        }
        return keep ? leaveOpen(well) : end(well);
    }

    /// Whoever called tells of the mistake; the house must not outlive it.
    private RuntimeException closedAfter(RuntimeException mistake) throws InterruptedException {
        try {
            end(false);
        } catch (HouseException unclosed) {
            mistake.addSuppressed(unclosed);
        }
        return mistake;
    }

    private int stopped() throws InterruptedException {
        stop.settle();
        log.say("");
        log.say("Stopped. Closing the house ...");
        house.close();
        house.remove();
        log.say("The house is closed, and its folder is removed.");
        return STOPPED;
    }

    private int end(boolean well) throws InterruptedException {
        stop.asked().complete("the end");
        stop.settle();
        house.close();
        if (!well) {
            log.say("The house is closed. Its folder is kept; the logs are in " + house.logs() + ".");
            return FAILED;
        }
        house.remove();
        log.say("The house is closed, and its folder is removed.");
        return 0;
    }

    private int leaveOpen(boolean well) {
        log.say("");
        log.say("The house stays open:");
        house.status().addresses().forEach((name, address) -> log.say("  %-16s %s".formatted(name, address)));
        log.say("Close it with:   " + house.call() + " down");
        log.say("Then remove it:  rm -r " + house.folder());
        return well ? 0 : FAILED;
    }
}
