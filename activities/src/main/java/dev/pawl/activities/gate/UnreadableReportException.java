package dev.pawl.activities.gate;

/// A report does not prove anything; the message says why.
final class UnreadableReportException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean unloaded;

    UnreadableReportException(String message) {
        this(message, false);
    }

    private UnreadableReportException(String message, boolean unloaded) {
        super(message);
        this.unloaded = unloaded;
    }

    /// The test framework itself says that it could not load a file of tests.
    static UnreadableReportException unloaded(String test) {
        return new UnreadableReportException("a file of tests could not be loaded: " + test, true);
    }

    boolean isUnloaded() {
        return unloaded;
    }
}
