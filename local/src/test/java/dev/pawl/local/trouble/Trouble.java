package dev.pawl.local.trouble;

import java.util.Locale;

/// What goes wrong between a run and its model.
enum Trouble {
    /// The key is refused to the first two agents.
    REFUSED("trouble: {refuse: {status: 401, times: 1}}", "trouble: {refuse: {status: 401, times: 1}}", "", ""),

    /// A limit that is waited for by the run, and a short one that is waited for by the broker.
    LIMITED(
            "",
            "",
            "trouble: {refuse: {status: 429, retryAfter: 12, times: 1}}",
            "trouble: {refuse: {status: 429, retryAfter: 2, times: 1}}"),

    /// An error of the provider's own.
    BROKEN("", "", "trouble: {refuse: {status: 500, times: 1}}", ""),

    /// Too much is asked of the provider by everybody.
    OVERLOADED("", "", "trouble: {refuse: {status: 529, retryAfter: 1, times: 2}}", ""),

    /// An answer begins and stands still.
    STALLED("", "", "trouble: {stall: {times: 1}}", ""),

    /// The connection breaks in the middle of an answer.
    CUT("", "", "trouble: {cut: {after: 700, times: 1}}", ""),

    /// Two answers cost more than the whole run may.
    DEAR(
            "",
            "tokens: {input: 0, output: 20000, cacheWrite: 0, cacheRead: 0}",
            "tokens: {input: 0, output: 20000, cacheWrite: 0, cacheRead: 0}",
            "");

    private final String analyst;
    private final String first;
    private final String second;
    private final String developer;

    /// @param analyst what is said of the analyst's first answer in the script
    /// @param first the same of the test engineer's first
    /// @param second the same of the test engineer's second, once something is done
    /// @param developer the same of the developer's first
    Trouble(String analyst, String first, String second, String developer) {
        this.analyst = analyst;
        this.first = first;
        this.second = second;
        this.developer = developer;
    }

    /// The word in its title by which the model knows the run.
    String marker() {
        return "case-" + name().toLowerCase(Locale.ROOT);
    }

    String analyst() {
        return analyst;
    }

    String first() {
        return first;
    }

    String second() {
        return second;
    }

    String developer() {
        return developer;
    }
}
