package dev.pawl.cli.client;

/// How a command ended, for scripts: the numbers never change.
public enum Exit {
    FINE(0),
    /// The question was asked and the answer is no: the house is unsound, the run stands still.
    NO(1),
    /// The call makes no sense, or something is not set up.
    USAGE(2),
    /// The gateway cannot be reached, or cannot answer now.
    UNREACHABLE(3),
    /// The key is not valid, or may not do this.
    REFUSED(4),
    NOT_FOUND(5),
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
            case 429 -> UNREACHABLE;
            default -> status >= 500 ? UNREACHABLE : USAGE;
        };
    }
}
