package dev.pawl.activities.broker;

import dev.pawl.workflows.port.agent.Usage;
import dev.pawl.workflows.port.agent.Usage.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The money of one line. Before a request, what it may cost at worst is set aside; one that may cost more than is left
/// takes all that is left, and others wait for its end: so the budget is passed by one answer at most.
final class Purse {

    private final @Nullable Long budget;
    private final Map<Object, Long> setAside = new HashMap<>();
    private final Map<Object, Bill> open = new HashMap<>();
    private Usage settled = new Usage(0, 0, 0, 0, Source.MEASURED);

    Purse(@Nullable Long budget) {
        this.budget = budget;
    }

    /// Whether there is money for the request; if not, the budget is spent, or whoever asked is gone.
    synchronized boolean setAside(Object request, long worst, BooleanSupplier gone) {
        if (budget == null) {
            return true;
        }
        while (!gone.getAsBoolean() && settled.costMicros() < budget) {
            long free = budget - settled.costMicros() - taken();
            if (free > 0) {
                setAside.put(request, Math.min(worst, free));
                return true;
            }
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return false;
    }

    /// Those who wait look again whether they are still wanted.
    synchronized void wake() {
        notifyAll();
    }

    /// Says what an answer that goes on cost so far; whether that is more than there is.
    synchronized boolean isPassedBy(Object request, Bill soFar) {
        open.put(request, soFar);
        return budget != null && settled.costMicros() + cost(open) > budget;
    }

    /// What is set aside for the request is free again, and what it cost is spent.
    ///
    /// @param turn whether a model answered
    synchronized void settle(Object request, Bill bill, boolean turn) {
        setAside.remove(request);
        open.remove(request);
        settled = with(settled, bill, turn);
        notifyAll();
    }

    /// What was bought so far; an answer that goes on is known as far as it was seen.
    synchronized Usage spent() {
        Usage all = settled;
        for (Bill bill : open.values()) {
            all = with(all, bill, false);
        }
        return all;
    }

    synchronized boolean isSpent() {
        return budget != null && settled.costMicros() >= budget;
    }

    private long taken() {
        long taken = 0;
        for (Map.Entry<Object, Long> one : setAside.entrySet()) {
            Bill bill = open.get(one.getKey());
            taken += Math.max(one.getValue(), bill == null ? 0 : bill.micros());
        }
        return taken;
    }

    private static long cost(Map<Object, Bill> bills) {
        return bills.values().stream().mapToLong(Bill::micros).sum();
    }

    private static Usage with(Usage usage, Bill bill, boolean turn) {
        return new Usage(
                usage.turns() + (turn ? 1 : 0),
                usage.inputTokens() + bill.tokens().prompt(),
                usage.outputTokens() + bill.tokens().output(),
                usage.costMicros() + bill.micros(),
                bill.measured() ? usage.source() : Source.ESTIMATED);
    }
}
