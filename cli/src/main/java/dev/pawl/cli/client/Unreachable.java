package dev.pawl.cli.client;

/// The gateway gave no answer that counts: asking again may help.
public final class Unreachable extends Complaint {

    private static final long serialVersionUID = 1L;

    private final boolean nobodyThere;

    Unreachable(boolean nobodyThere, String sentence) {
        super(Exit.UNREACHABLE, sentence);
        this.nobodyThere = nobodyThere;
    }

    /// True when no connection was made, so that the gateway cannot have heard the question.
    public boolean nobodyThere() {
        return nobodyThere;
    }
}
