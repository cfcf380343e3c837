package dev.pawl.gateway.body;

import dev.pawl.gateway.problem.Page;
import dev.pawl.gateway.problem.Problem;
import dev.pawl.gateway.problem.ProblemException;
import io.micronaut.http.HttpStatus;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One object of a body. Each field is asked for by name and kind; what was asked for by nobody is refused.
public final class Fields {

    private final String path;
    private final Map<?, ?> values;
    private final Set<String> known = new TreeSet<>();

    private Fields(String path, Map<?, ?> values) {
        this.path = path;
        this.values = values;
    }

    /// The body as a whole.
    public static Fields read(byte[] body) {
        try {
            Object value = StrictJson.read(body);
            if (value instanceof Map<?, ?> object) {
                return new Fields("", object);
            }
            throw unreadable("The body must be a JSON object, as {\"name\": \"value\"}.");
        } catch (StrictJson.UnreadableException e) {
            throw unreadable(String.valueOf(e.getMessage()));
        }
    }

    /// An object that is not there: each of its fields is absent.
    public static Fields none(String name) {
        return new Fields(name + ".", Map.of());
    }

    public boolean has(String name) {
        return value(name) != null;
    }

    /// What tells this body from another, whatever the order and the spaces in it: two releases see the same.
    public String digest() {
        return Canonical.digest(values);
    }

    /// A text without control characters, of at most so many characters, or nothing.
    public @Nullable String line(String name, int most) {
        String text = text(name, most);
        if (text != null && text.chars().anyMatch(Character::isISOControl)) {
            throw wrong(name, "holds a line break or another control character. Write it in one line.");
        }
        return text;
    }

    /// A text of at most so many characters, or nothing; of control characters it may hold tabs and line breaks.
    public @Nullable String text(String name, int most) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw mustBe(name, "a text", value);
        }
        if (text.length() > most) {
            throw wrong(name, "has %d characters. It takes %d.".formatted(text.length(), most));
        }
        if (text.chars().anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\t' && c != '\r')) {
            throw wrong(name, "holds a control character. It takes plain text.");
        }
        return text;
    }

    /// A whole number from least to most; absent, what is said instead.
    public int wholeNumber(String name, int absent, int least, int most) {
        Object value = value(name);
        if (value == null) {
            return absent;
        }
        if (!(value instanceof BigDecimal number) || number.stripTrailingZeros().scale() > 0) {
            throw mustBe(name, "a whole number", value);
        }
        if (number.compareTo(BigDecimal.valueOf(least)) < 0 || number.compareTo(BigDecimal.valueOf(most)) > 0) {
            throw wrong(name, "is %s. Ask for %d to %d.".formatted(number.toPlainString(), least, most));
        }
        return number.intValueExact();
    }

    /// A number from least to most, with no more digits after the point than the least, or nothing.
    public @Nullable BigDecimal decimal(String name, BigDecimal least, BigDecimal most) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof BigDecimal number)) {
            throw mustBe(name, "a number", value);
        }
        if (number.compareTo(least) < 0 || number.compareTo(most) > 0) {
            throw wrong(
                    name, "is %s. Ask for %s to %s.".formatted(number, least.toPlainString(), most.toPlainString()));
        }
        if (number.stripTrailingZeros().scale() > least.scale()) {
            throw wrong(name, "is %s. It takes %d digits after the point.".formatted(number, least.scale()));
        }
        return number;
    }

    /// A duration as ISO 8601 writes it, from least to most; absent, what is said instead.
    public Duration duration(String name, Duration absent, Duration least, Duration most) {
        String text = line(name, 100);
        if (text == null) {
            return absent;
        }
        try {
            Duration duration = Duration.parse(text);
            if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                return duration;
            }
        } catch (DateTimeException e) {
            throw wrong(name, "is '%s', which is no duration. Write it as PT1.5S.".formatted(text));
        }
        throw wrong(name, "is %s. Ask for %s to %s.".formatted(text, least, most));
    }

    /// A time as ISO 8601 writes it, or nothing.
    public @Nullable Instant time(String name) {
        String text = line(name, 100);
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw wrong(name, "is '%s', which is no time. Write it as 2026-11-21T10:00:00Z.".formatted(text));
        }
    }

    /// Texts of one line each; absent, none.
    public List<String> lines(String name, int mostLines, int mostCharacters) {
        Object value = value(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw mustBe(name, "a list of texts", value);
        }
        if (list.size() > mostLines) {
            throw wrong(name, "has %d entries. It takes %d.".formatted(list.size(), mostLines));
        }
        List<String> lines = new ArrayList<>();
        for (Object each : list) {
            if (!(each instanceof String text)
                    || text.length() > mostCharacters
                    || text.chars().anyMatch(Character::isISOControl)) {
                throw wrong(name, "must hold texts of one line and at most %d characters.".formatted(mostCharacters));
            }
            lines.add(text);
        }
        return lines;
    }

    /// An object within this one, or nothing.
    public @Nullable Fields object(String name) {
        Object value = value(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof Map<?, ?> object)) {
            throw mustBe(name, "an object", value);
        }
        return new Fields(path + name + ".", object);
    }

    /// Refuses what nobody asked for, and says what there is.
    public Fields nothingElse() {
        for (Object name : values.keySet()) {
            if (!known.contains(name)) {
                throw unreadable("There is no field '%s'. There are: %s."
                        .formatted(
                                path + name,
                                known.stream().map(each -> path + each).collect(Collectors.joining(", "))));
            }
        }
        return this;
    }

    /// The refusal of a field that is there and makes no sense.
    public ProblemException wrong(String name, String predicate) {
        return Page.unprocessable(path + name + " " + predicate);
    }

    /// The refusal of a body that lacks a field.
    public ProblemException missing(String name, String what) {
        return Page.unprocessable("%s is missing: %s".formatted(path + name, what));
    }

    private @Nullable Object value(String name) {
        known.add(name);
        if (values.get(name) == null && values.containsKey(name)) {
            throw unreadable("%s is null. Leave it out instead.".formatted(path + name));
        }
        return values.get(name);
    }

    private ProblemException mustBe(String name, String kind, Object found) {
        String is = switch (found) {
            case String _ -> "a text";
            case BigDecimal number -> number.toPlainString();
            case Boolean truth -> truth.toString();
            case List<?> _ -> "a list";
            default -> "an object";
        };
        return unreadable("%s must be %s, but is %s.".formatted(path + name, kind, is));
    }

    private static ProblemException unreadable(String detail) {
        return Problem.of("request-unreadable", HttpStatus.BAD_REQUEST, "The request cannot be read", detail)
                .exception();
    }
}
