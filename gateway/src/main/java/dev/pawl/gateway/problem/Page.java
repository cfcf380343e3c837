package dev.pawl.gateway.problem;

import io.micronaut.http.HttpStatus;
import java.util.function.Supplier;

/// What a call may ask of a list.
public final class Page {

    private static final int MOST = 500;

    private Page() {}

    public static int limit(int asked) {
        if (asked < 1 || asked > MOST) {
            throw unprocessable("limit is %d. Ask for 1 to %d.".formatted(asked, MOST));
        }
        return asked;
    }

    /// A cursor that is none is the caller's mistake.
    public static <T> T of(Supplier<T> page) {
        try {
            return page.get();
        } catch (IllegalArgumentException e) {
            throw unprocessable(String.valueOf(e.getMessage()));
        }
    }

    public static ProblemException unprocessable(String detail) {
        return Problem.of(
                        "request-unprocessable", HttpStatus.UNPROCESSABLE_ENTITY, "The request makes no sense", detail)
                .exception();
    }
}
