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

/// Reads for how long a provider takes no more.
final class Limits {

    private static final Duration LONGEST = Duration.ofDays(8);

    private Limits() {}

    /// Nothing where it does not say. A time is held against the `Date` of the same answer: the provider's clock tells
    /// how far off it is, whatever this worker's does.
    static Optional<Duration> pause(HttpHeaders headers, Instant now) {
        Instant told = headers.firstValue("date").flatMap(Limits::date).orElse(now);
        Optional<Duration> said = headers.firstValue("retry-after").flatMap(value -> retryAfter(value, told));
        return said.or(() -> latestReset(headers).map(reset -> Duration.between(told, reset)))
                .map(Limits::sane);
    }

    private static Optional<Duration> retryAfter(String value, Instant told) {
        try {
            return Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(value) * 1000)));
        } catch (NumberFormatException noNumber) {
            return date(value).map(until -> Duration.between(told, until));
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

    private static Duration sane(Duration pause) {
        return pause.isNegative() ? Duration.ZERO : pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
    }
}
