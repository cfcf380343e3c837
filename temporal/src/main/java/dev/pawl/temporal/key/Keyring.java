package dev.pawl.temporal.key;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/// The keys by their ids. What is new is sealed with the current one; what is old is opened with the one it names.
public record Keyring(String current, Map<String, SecretKey> keys) {

    private static final String KEY = "key.";
    private static final int BYTES = 32;

    public Keyring {
        keys = Map.copyOf(keys);
        if (!keys.containsKey(current)) {
            throw new IllegalArgumentException(
                    "The keyring names %s as its current key but does not hold it. Add the line %s%s=<32 bytes in Base64>."
                            .formatted(current, KEY, current));
        }
    }

    public static Keyring read(Path file) {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            lines.load(reader);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The keyring %s cannot be read (%s). Set PAWL_KEYS_FILE to a file that this process may read."
                            .formatted(file, e.getClass().getSimpleName()),
                    e);
        }
        String current = lines.getProperty("current");
        if (current == null) {
            throw new IllegalArgumentException(
                    "The keyring %s does not say which key is current. Add the line current=<id>.".formatted(file));
        }
        return new Keyring(current, keys(lines, file));
    }

    private static Map<String, SecretKey> keys(Properties lines, Path file) {
        Map<String, SecretKey> keys = new HashMap<>();
        for (String line : lines.stringPropertyNames()) {
            if (line.startsWith(KEY)) {
                keys.put(line.substring(KEY.length()), key(line, lines.getProperty(line), file));
            }
        }
        return keys;
    }

    private static SecretKey key(String line, String value, Path file) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(value.strip());
        } catch (IllegalArgumentException e) {
            throw wrong(line, file, e);
        }
        if (bytes.length != BYTES) {
            throw wrong(line, file, null);
        }
        return new SecretKeySpec(bytes, "AES");
    }

    private static IllegalArgumentException wrong(String line, Path file, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "%s in the keyring %s is not a key: it must be 32 bytes in Base64 (openssl rand -base64 32)."
                        .formatted(line, file),
                cause);
    }

    /// Never the keys themselves.
    @Override
    public String toString() {
        return "Keyring[current=" + current + ", ids=" + keys.keySet() + "]";
    }
}
