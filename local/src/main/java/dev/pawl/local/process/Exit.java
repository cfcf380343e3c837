package dev.pawl.local.process;

/// How a child ended.
public record Exit(int code) {

    private static final int BY_SIGNAL = 128;

    /// Whether it says that all went well.
    public boolean isSuccess() {
        return code == 0;
    }

    /// The reason in words.
    public String reason() {
        return switch (code - BY_SIGNAL) {
            case 6 -> "aborted (signal 6)";
            case 9 -> "killed (signal 9)";
            case 11 -> "crashed (signal 11)";
            case 15 -> "ended by TERM (signal 15)";
            default -> code > BY_SIGNAL ? "signal " + (code - BY_SIGNAL) : "exit code " + code;
        };
    }
}
