package dev.pawl.local.model;

/// What an answer costs: what was read anew, what was written, and what a cache took or gave.
public record Tokens(long input, long output, long cacheWrite, long cacheRead) {

    static final Tokens USUAL = new Tokens(1_000, 100, 0, 0);
    static final Tokens NONE = new Tokens(0, 0, 0, 0);

    /// All that was read, from the cache or not.
    long read() {
        return input + cacheWrite + cacheRead;
    }
}
