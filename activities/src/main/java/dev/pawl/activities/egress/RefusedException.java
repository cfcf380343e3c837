package dev.pawl.activities.egress;

import java.io.Serial;

/// Says to a program why it does not get where it wants to go.
final class RefusedException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Kind kind;

    private RefusedException(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    /// What the program is answered with.
    enum Kind {
        SENSELESS("400 Bad Request"),
        FORBIDDEN("403 Forbidden"),
        UNREACHABLE("502 Bad Gateway"),
        TOO_MANY("503 Service Unavailable");

        private final String status;

        Kind(String status) {
            this.status = status;
        }
    }

    static RefusedException senseless(String sentence) {
        return new RefusedException(Kind.SENSELESS, sentence);
    }

    static RefusedException forbidden(String sentence) {
        return new RefusedException(Kind.FORBIDDEN, sentence);
    }

    static RefusedException unreachable(String sentence) {
        return new RefusedException(Kind.UNREACHABLE, sentence);
    }

    static RefusedException tooMany(String sentence) {
        return new RefusedException(Kind.TOO_MANY, sentence);
    }

    /// Whether it is a matter of what is allowed.
    boolean isDenial() {
        return kind == Kind.FORBIDDEN;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }

    String status() {
        return kind.status;
    }
}
