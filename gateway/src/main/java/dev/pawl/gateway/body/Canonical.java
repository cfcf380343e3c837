package dev.pawl.gateway.body;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Values in the one way of writing them that knows no order of names, no spaces and no trailing zeros.
final class Canonical {

    private Canonical() {}

    static String digest(Object value) {
        StringBuilder text = new StringBuilder();
        write(value, text);
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void write(@Nullable Object value, StringBuilder text) {
        switch (value) {
            case null -> text.append('n');
            case Map<?, ?> object -> object(object, text);
            case List<?> list -> {
                list.forEach(each -> write(each, text.append('[')));
                text.append(']');
            }
            case BigDecimal number ->
                text.append('d')
                        .append(number.stripTrailingZeros().toPlainString())
                        .append(';');
            default -> {
                String other = value.toString();
                text.append(value instanceof String ? 's' : 'b')
                        .append(other.length())
                        .append(':')
                        .append(other);
            }
        }
    }

    private static void object(Map<?, ?> object, StringBuilder text) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        object.forEach((name, each) -> sorted.put(String.valueOf(name), each));
        sorted.forEach((name, each) -> {
            write(name, text.append('{'));
            write(each, text);
        });
        text.append('}');
    }
}
