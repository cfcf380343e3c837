package dev.pawl.cli.client;

import org.jspecify.annotations.Nullable;

/// A refusal as the gateway words it (RFC 9457).
record Problem(@Nullable String title, @Nullable String detail) {

    String sentence(int status) {
        if (title == null && detail == null) {
            return "The gateway answered with status " + status + " and said no more.";
        }
        if (title == null || detail == null) {
            return title == null ? String.valueOf(detail) : title;
        }
        return title + ": " + detail;
    }
}
