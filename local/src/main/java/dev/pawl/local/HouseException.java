package dev.pawl.local;

import org.jspecify.annotations.Nullable;

/// Something that a person has to know or decide: its message is one or two sentences, shown without a stack trace.
public class HouseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public HouseException(String sentence) {
        this(sentence, null);
    }

    public HouseException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }

    /// The sentence itself.
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
