package dev.pawl.activities.process;

/// Takes secrets out of what a program says, piece by piece: a private key has many lines.
public final class Censor {

    private boolean within;

    /// The piece without secrets, as far as they can be known by their shape.
    public String of(String piece) {
        if (within) {
            int end = piece.indexOf(Secret.END);
            if (end < 0) {
                return "[a private key]";
            }
            within = false;
            return "[a private key]" + of(piece.substring(end).replaceFirst("^-----END [A-Z0-9 ]{0,80}-----", ""));
        }
        within = Secret.leavesOpen(piece);
        return Secret.hidden(piece);
    }
}
