package dev.pawl.local.bench;

/// Numbers that are to come one after the other from 1, each once.
final class Sequence {

    private long last;
    private boolean isBroken;

    void add(long number) {
        isBroken |= number != last + 1;
        last = number;
    }

    /// Whether all numbers up to this one came, in their order, and no other.
    boolean isWholeUpTo(long end) {
        return !isBroken && last == end;
    }
}
