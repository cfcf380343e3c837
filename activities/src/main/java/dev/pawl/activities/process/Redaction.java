package dev.pawl.activities.process;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Takes secrets out of what programs say, in whichever way they are written: as they are, escaped for an address,
/// in hex or in base64, alone or as a part of something longer.
public final class Redaction {

    private static final Pattern ESCAPE = Pattern.compile("%[0-9A-F]{2}");

    /// The longest first: what a shorter one takes out may be the beginning of a longer one.
    private final Map<String, String> forms =
            new TreeMap<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    /// @param secrets what must not be read, and the name that stands in its place
    public Redaction(Map<String, String> secrets) {
        secrets.forEach(this::add);
    }

    /// The same text without them.
    public String of(String text) {
        String clean = text;
        for (Map.Entry<String, String> form : forms.entrySet()) {
            clean = clean.replace(form.getKey(), form.getValue());
        }
        return clean;
    }

    private void add(String secret, String name) {
        String shown = "[" + name + "]";
        byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
        String escaped = URLEncoder.encode(secret, StandardCharsets.UTF_8);
        forms.put(secret, shown);
        forms.put(escaped, shown);
        forms.put(ESCAPE.matcher(escaped).replaceAll(found -> found.group().toLowerCase(Locale.ROOT)), shown);
        forms.put(HexFormat.of().formatHex(bytes), shown);
        forms.put(HexFormat.of().withUpperCase().formatHex(bytes), shown);
        for (int before = 0; before < 3; before++) {
            forms.put(inBase64(Base64.getEncoder(), bytes, before), shown);
            forms.put(inBase64(Base64.getUrlEncoder(), bytes, before), shown);
        }
    }

    /// What is the same whatever stands around it, where so many bytes more than whole groups stand before it.
    private static String inBase64(Base64.Encoder encoder, byte[] bytes, int before) {
        byte[] all = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, all, before, bytes.length);
        return encoder.encodeToString(all).substring((before * 8 + 5) / 6, all.length * 8 / 6);
    }
}
