package dev.pawl.activities.broker;

/// How many tokens went which way.
///
/// @param input what was read anew
/// @param cacheWrite what was put into a cache for some minutes
/// @param cacheWriteHour what was put into a cache for an hour
/// @param cacheRead what came out of a cache
record Tokens(long input, long cacheWrite, long cacheWriteHour, long cacheRead, long output) {

    static final Tokens NONE = new Tokens(0, 0, 0, 0, 0);

    /// More than any request has; what is said beyond it is not believed, and sums cannot run over.
    private static final long MOST = 1_000_000_000;

    Tokens {
        input = Math.clamp(input, 0, MOST);
        cacheWrite = Math.clamp(cacheWrite, 0, MOST);
        cacheWriteHour = Math.clamp(cacheWriteHour, 0, MOST);
        cacheRead = Math.clamp(cacheRead, 0, MOST);
        output = Math.clamp(output, 0, MOST);
    }

    static Tokens ofInput(long input) {
        return new Tokens(input, 0, 0, 0, 0);
    }

    /// All that went in, from wherever.
    long prompt() {
        return input + cacheWrite + cacheWriteHour + cacheRead;
    }

    Tokens withOutput(long tokens) {
        return new Tokens(input, cacheWrite, cacheWriteHour, cacheRead, tokens);
    }
}
