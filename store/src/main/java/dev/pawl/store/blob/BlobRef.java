package dev.pawl.store.blob;

import java.util.regex.Pattern;

/// Names some bytes: by what they are, not by where they lie.
///
/// @param digest SHA-256 of the bytes, in hexadecimal
public record BlobRef(String digest, long size, String mediaType) {

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    public BlobRef {
        if (!DIGEST.matcher(digest).matches() || size < 0) {
            throw new IllegalArgumentException("'" + digest + "' of " + size
                    + " bytes names no blob. A digest is SHA-256 in 64 lower-case hexadecimal digits.");
        }
    }
}
