package dev.pawl.cli.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The gateway gave no answer that counts: asking again may help.
public final class Unreachable extends Complaint {

    private static final long serialVersionUID = 1L;

    private final @Nullable URI nobodyAt;

    /// @param nobodyAt where nobody took the connection; nothing where one was made
    Unreachable(@Nullable URI nobodyAt, String sentence) {
        super(Exit.UNREACHABLE, sentence);
        this.nobodyAt = nobodyAt;
    }

    /// True when no connection was made, so that the gateway cannot have heard the question.
    public boolean nobodyThere() {
        return nobodyAt != null;
    }

    /// True when that was so at this address.
    public boolean nobodyAt(String address) {
        return nobodyAt != null && nobodyAt.toString().equals(address);
    }
}
