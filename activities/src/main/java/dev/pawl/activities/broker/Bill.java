package dev.pawl.activities.broker;

/// What one answer cost.
///
/// @param micros millionths of a dollar
/// @param measured whether the provider said all figures
record Bill(Tokens tokens, long micros, boolean measured) {

    /// Of what the provider did not do.
    static final Bill NOTHING = new Bill(Tokens.NONE, 0, true);
}
