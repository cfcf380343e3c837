package dev.pawl.store.run;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;

/// The place after a run in the list that is newest first.
record RunCursor(Instant createdAt, String id) {

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    /// The place before the first.
    static RunCursor first() {
        return new RunCursor(LATEST, "");
    }

    static RunCursor after(Run run) {
        return new RunCursor(run.createdAt(), run.id());
    }

    static RunCursor parse(String text) {
        try {
            String[] parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(" ", 2);
            RunCursor cursor = new RunCursor(Instant.parse(parts[0]), parts[1]);
            if (!cursor.isPlausible()) {
                throw new IllegalArgumentException("no time or id of ours");
            }
            return cursor;
        } catch (IllegalArgumentException | DateTimeException | ArrayIndexOutOfBoundsException failure) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no cursor. Use the 'next' of the page before, or none for the first page.",
                    failure);
        }
    }

    private boolean isPlausible() {
        return createdAt.isAfter(Instant.EPOCH)
                && createdAt.isBefore(LATEST)
                && id.chars().allMatch(c -> c > ' ' && c < 127);
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((createdAt + " " + id).getBytes(StandardCharsets.UTF_8));
    }
}
