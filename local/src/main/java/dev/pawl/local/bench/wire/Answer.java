package dev.pawl.local.bench.wire;

import dev.pawl.local.HouseException;
import java.nio.charset.StandardCharsets;

/// What came back.
public final class Answer {

    private static final int REFUSED = 300;
    private static final int LONGEST = 300;

    private final int status;
    private final byte[] body;

    Answer(int status, byte[] body) {
        this.status = status;
        this.body = body;
    }

    public int status() {
        return status;
    }

    /// The answer as text; a refusal is thrown.
    public String text() {
        return new String(required().body, StandardCharsets.UTF_8);
    }

    /// The same answer, unless it is a refusal.
    public Answer required() {
        if (status >= REFUSED) {
            String text = new String(body, StandardCharsets.UTF_8);
            throw new HouseException("Refused with status %d: %s"
                    .formatted(status, text.substring(0, Math.min(text.length(), LONGEST))));
        }
        return this;
    }
}
