package dev.pawl.activities.broker;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads until when a provider takes no more.
final class Limits {

    private static final Duration LONGEST = Duration.ofDays(8);

    private Limits() {}

    /// Nothing where it does not say.
    static Optional<Instant> until(HttpHeaders headers, Instant now) {
        Optional<Instant> said = headers.firstValue("retry-after").flatMap(value -> retryAfter(value, now));
        return said.or(() -> latestReset(headers)).map(until -> sane(until, now));
    }

    private static Optional<Instant> retryAfter(String value, Instant now) {
        try {
            return Optional.of(now.plusMillis((long) Math.ceil(Double.parseDouble(value) * 1000)));
        } catch (NumberFormatException | DateTimeException noNumber) {
            return date(value);
        }
    }

    private static Optional<Instant> date(String value) {
        try {
            return Optional.of(ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /// Anthropic tells for each limit when it is whole again: `anthropic-ratelimit-...-reset`, and what is left of it
    /// in `...-remaining`.
    private static Optional<Instant> latestReset(HttpHeaders headers) {
        Instant latest = null;
        for (Map.Entry<String, List<String>> header : headers.map().entrySet()) {
            String name = header.getKey();
            if (name.startsWith("anthropic-ratelimit-") && name.endsWith("-reset") && isUsedUp(headers, name)) {
                Instant reset = instant(header.getValue().getFirst()).orElse(null);
                latest = reset != null && (latest == null || reset.isAfter(latest)) ? reset : latest;
            }
        }
        return Optional.ofNullable(latest);
    }

    private static boolean isUsedUp(HttpHeaders headers, String reset) {
        return headers.firstValue(reset.replaceAll("-reset$", "-remaining"))
                .map(left -> left.equals("0"))
                .orElse(true);
    }

    /// As RFC 3339 writes it, or in seconds.
    private static Optional<Instant> instant(String value) {
        try {
            return Optional.of(
                    value.matches("\\d{1,12}") ? Instant.ofEpochSecond(Long.parseLong(value)) : Instant.parse(value));
        } catch (DateTimeException noInstant) {
            return Optional.empty();
        }
    }

    private static Instant sane(Instant until, Instant now) {
        Instant latest = now.plus(LONGEST);
        return until.isBefore(now) ? now : until.isAfter(latest) ? latest : until;
    }
}
