package dev.pawl.activities.gate;

/// The policy of a repository makes no sense; the message says what to write instead.
final class PolicyException extends Exception {

    private static final long serialVersionUID = 1;

    PolicyException(String message) {
        super(message);
    }
}
