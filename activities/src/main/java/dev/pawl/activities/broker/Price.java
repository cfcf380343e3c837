package dev.pawl.activities.broker;

import org.jspecify.annotations.Nullable;

/// What a model costs.
///
/// @param above beyond how many tokens of input the other rates go for the whole request; absent, they never do
record Price(Rates usual, @Nullable Long above, Rates beyond) {

    /// In millionths of a dollar for a million tokens.
    record Rates(long input, long output, long cacheWrite, long cacheWriteHour, long cacheRead) {

        private long of(Tokens tokens) {
            long sum = tokens.input() * input
                    + tokens.cacheWrite() * cacheWrite
                    + tokens.cacheWriteHour() * cacheWriteHour
                    + tokens.cacheRead() * cacheRead
                    + tokens.output() * output;
            return Math.ceilDiv(sum, 1_000_000L);
        }

        private long dearestInput() {
            return Math.max(input, Math.max(cacheWrite, cacheWriteHour));
        }
    }

    /// In millionths of a dollar; parts of one count as a whole one.
    long of(Tokens tokens) {
        return (above != null && tokens.prompt() > above ? beyond : usual).of(tokens);
    }

    /// What so much input costs if all of it goes into a cache, and all the output that may come does.
    long atWorst(long input, long output) {
        Rates rates = above != null && input > above ? beyond : usual;
        return rates.of(Tokens.NONE.withOutput(output)) + Math.ceilDiv(input * rates.dearestInput(), 1_000_000L);
    }
}
