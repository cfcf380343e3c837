package dev.pawl.cli.client;

/// How a command ended, for scripts: the numbers never change.
public enum Exit {
    /// The bug is fixed, the house is sound, what was asked for was done.
    FINE(0),
    /// The question was asked and the answer is no: not fixed, unsound, it stands still.
    NO(1),
    /// The call makes no sense, or something is not set up.
    USAGE(2),
    /// The run stands still until a person decides.
    NEEDS_PERSON(3),
    /// Somebody cancelled it.
    CANCELLED(4),
    /// The gateway cannot be reached, or cannot answer now.
    UNREACHABLE(5),
    /// The key is not valid, or may not do this.
    REFUSED(6),
    NOT_FOUND(7),
    /// A mistake in the command itself.
    BUG(70);

    private final int code;

    Exit(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    static Exit of(int status) {
        return switch (status) {
            case 401, 403 -> REFUSED;
            case 404, 410 -> NOT_FOUND;
            case 409 -> NO;
            case 429 -> UNREACHABLE;
            default -> status >= 500 ? UNREACHABLE : USAGE;
        };
    }
}
