package dev.pawl.local.trouble;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// A secret that was planted, and all the ways in which it may be written.
///
/// @param name what it opens
record Canary(String name, String value) {

    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

    /// What would be read where it had got to.
    Set<String> forms() {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        String escaped = URLEncoder.encode(value, StandardCharsets.UTF_8);
        Set<String> forms = new LinkedHashSet<>(List.of(
                value,
                HexFormat.of().formatHex(bytes),
                HexFormat.of().withUpperCase().formatHex(bytes),
                escaped,
                ESCAPE.matcher(escaped).replaceAll(found -> found.group().toLowerCase(Locale.ROOT))));
        for (int before = 0; before < 3; before++) {
            forms.add(inBase64(Base64.getEncoder(), bytes, before));
            forms.add(inBase64(Base64.getUrlEncoder(), bytes, before));
        }
        return forms;
    }

    boolean isIn(String text) {
        return forms().stream().anyMatch(text::contains);
    }

    /// The part that is the same whatever stands around it, where so many other bytes stand before it.
    private static String inBase64(Base64.Encoder encoder, byte[] bytes, int before) {
        byte[] all = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, all, before, bytes.length);
        String text = encoder.encodeToString(all);
        return text.substring((before * 8 + 5) / 6, all.length * 8 / 6);
    }

    /// A test that fails tells no secret.
    @Override
    public String toString() {
        return name;
    }
}
