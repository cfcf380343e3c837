package dev.pawl.store.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a caller presents: `pawl_`, an id of 12 characters, `_`, and a secret of 32 random bytes in base64url.
record KeyText(String id, String secret) {

    private static final Pattern FORM = Pattern.compile("pawl_([A-Za-z0-9_-]{12})_([A-Za-z0-9_-]{43})");
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 12;
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    static KeyText random() {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        RANDOM.ints(ID_LENGTH, 0, LETTERS.length()).forEach(index -> id.append(LETTERS.charAt(index)));
        byte[] secret = new byte[SECRET_BYTES];
        RANDOM.nextBytes(secret);
        return new KeyText(
                id.toString(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    static Optional<KeyText> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() ? Optional.of(new KeyText(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    String text() {
        return "pawl_" + id + "_" + secret;
    }

    String secretHash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /// Compares in a time that tells nothing of where they differ.
    boolean matches(String hash) {
        return MessageDigest.isEqual(
                secretHash().getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public String toString() {
        return "KeyText[id=" + id + "]";
    }
}
